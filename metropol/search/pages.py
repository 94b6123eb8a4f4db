"""Pages as a source of the search."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import get_page_models
from wagtail.search import index

from metropol.languages import CODES, current_language, localized
from metropol.models import BasePage
from metropol.search.sources import UNDATED, Document, texts_of
from metropol.search.terms import readable


class PageSource:
    """All pages but aliases, which repeat another page, and what a restriction hides.

    A page type says ``search_kind`` to be a type of its own in the filter, and
    ``search_date_field`` if new items matter more than old ones.
    """

    name = "page"
    model = BasePage

    def kinds(self) -> Mapping[str, Any]:
        """Return the page types that are types of their own, and one for all others."""
        own = {
            vars(model)["search_kind"]: capfirst(model._meta.verbose_name_plural)
            for model in get_page_models()
            if "search_kind" in vars(model) and model is not BasePage
        }
        return own | {BasePage.search_kind: _("Pages")}

    def keys(self) -> "models.QuerySet[Any, Any]":
        """Return the keys of all pages that visitors may read."""
        return self._readable().values_list("pk", flat=True)

    def load(self, keys: Iterable[int]) -> list[BasePage]:
        """Return those pages among ``keys`` that visitors may read, with what they say."""
        pages = self._readable().filter(pk__in=list(keys)).specific()
        found = [page for page in pages if page.specific_class is type(page)]
        found.sort(key=lambda page: page.content_type_id)
        for model, group in groupby(found, key=type):
            names = [field.field_name for field in related_fields(model)]
            models.prefetch_related_objects(list(group), *names)
        return found

    def documents(self, found: BasePage) -> Iterator[Document]:
        """Yield what a page says in each language in which it is online."""
        day = None
        if found.search_date_field:
            date = getattr(found, found.search_date_field)
            day = date.toordinal() if date else UNDATED
        for code in CODES[: 2 if found.english_live else 1]:
            title = readable(localized(found, "title", code).value)
            yield Document(code, found.search_kind, title, *texts_of(found, code), day)

    def addresses(self, request: HttpRequest, keys: Iterable[int]) -> Mapping[int, str]:
        """Return where pages are in the active language."""
        pages = BasePage.objects.in_language(current_language()).filter(pk__in=list(keys))
        found = ((page.pk, page.get_url(request)) for page in pages)
        return {key: address for key, address in found if address}

    @staticmethod
    def _readable() -> Any:
        return BasePage.objects.live().public().filter(depth__gt=1, alias_of=None)


@cache
def related_fields(model: Any) -> tuple[index.RelatedFields, ...]:
    """Return what a model says with the words of other objects."""
    fields = model.get_search_fields()
    return tuple(field for field in fields if isinstance(field, index.RelatedFields))
