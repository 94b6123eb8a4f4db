"""Addresses in both languages, as the abstract first half of the base page.

German paths are Wagtail's own (``slug``, ``url_path``); the English ones (``slug_en``,
``url_path_en``) are built in the same way. A page without an English slug has its German one
in English addresses too.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractPage
from wagtail.url_routing import RouteResult

from metropol.languages import CODES, ENGLISH, GERMAN, current_language, first_free, portal_slug
from metropol.site_paths import redirected_slugs

if TYPE_CHECKING:
    from metropol.models.base import BasePage, BasePageQuerySet


#: Room is left for a number where another page has the slug.
SLUG_LENGTH = 240


class BilingualAddress(AbstractPage):
    """Slugs, paths and routing of a page in German and English."""

    slug_en = models.SlugField(
        _("slug (English)"),
        max_length=255,
        blank=True,
        help_text=_("The last part of the English address. Filled from the English title."),
    )
    url_path_en = models.TextField(_("URL path (English)"), blank=True, editable=False)

    class Meta:
        abstract = True

    if TYPE_CHECKING:
        # Declared by AbstractPage, which has no types.
        slug: str

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Return the page, if nothing of the address is left.

        No page is looked for below it: metropol.routing has found the deepest one.
        """
        if path_components:
            raise Http404
        return super().route(request, path_components)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[Any, Any, Any] | None:
        """Return site, host and path of the page in the active language (see Wagtail)."""
        parts = super().get_url_parts(request)
        if parts is None or parts[2] is None or current_language() == GERMAN:
            return parts
        roots = self._get_relevant_site_root_paths(request)
        root = next(root for root in roots if root.site_id == parts[0])
        path = self.url_path_en.removeprefix(root.root_path)
        return parts[0], parts[1], reverse("wagtail_serve", args=(path,))

    def set_url_path(self, parent: "BasePage | None") -> str:
        """Fill both paths; the root's and the home page's are the same in both languages.

        Wagtail knows one cached path per site root, so the English one must not differ there.
        """
        german = super().set_url_path(parent)
        if parent is None or parent.depth == 1:
            self.url_path_en = german
        else:
            self.url_path_en = f"{parent.url_path_en}{self.slug_en or self.slug}/"
        return german

    def clean(self) -> None:
        """Check the English address beside the German one."""
        super().clean()
        self.check_english_slug(self.get_parent())

    def minimal_clean(self) -> None:
        """Check what even a draft must have: both slugs unique."""
        super().minimal_clean()
        self.check_english_slug(self.get_parent())

    def check_english_slug(self, parent: "BasePage | None") -> None:
        """Raise ValidationError if a sibling under ``parent`` has this English address."""
        if message := self.taken_message(self.slug_en or self.slug, ENGLISH, parent):
            raise ValidationError({"slug_en" if self.slug_en else "slug": message})

    def taken_message(self, slug: str, language: str, parent: "BasePage | None") -> str:
        """Say which other page under ``parent`` has the address ``slug``; "" if none has."""
        page = self._page_with(slug, language, parent) if parent and slug else None
        if page is None or parent is None:
            return ""
        if language == ENGLISH:
            message = gettext(
                "The English address “%(slug)s” is taken by the page “%(page)s” in “%(parent)s”."
            )
        else:
            message = gettext(
                "The German address “%(slug)s” is taken by the page “%(page)s” in “%(parent)s”."
            )
        page_title, parent_title = page.get_admin_display_title(), parent.get_admin_display_title()
        return message % {"slug": slug, "page": page_title, "parent": parent_title}

    def _check_slug_is_unique(self) -> None:
        # Wagtail's own message does not name the page.
        if message := self.taken_message(self.slug, GERMAN, self.get_parent()):
            raise ValidationError({"slug": message})

    def _set_core_field_defaults(self) -> None:
        self._fill_slugs()
        super()._set_core_field_defaults()

    def _fill_slugs(self) -> None:
        """Give the page the slugs it lacks, once its place in the tree is known."""
        parent = self.get_parent() if self.path or hasattr(self, "_cached_parent_obj") else None
        if parent is None:
            return
        if not self.slug and self.title:
            base = portal_slug(self.title, SLUG_LENGTH) or "seite"
            # It is the English one too, as long as there is none.
            self.slug = first_free(base, lambda slug: self._is_taken(slug, CODES, parent))
        if (
            self._state.adding
            and self.alias_of_id
            and self._page_with(self.slug_en or self.slug, ENGLISH, parent)
        ):
            # Wagtail copies a fixed list of fields to an alias, this one included.
            self.slug_en = ""
        if not self.slug_en and self.title_en:
            base = portal_slug(self.title_en, SLUG_LENGTH) or "page"
            self.slug_en = first_free(base, lambda slug: self._is_taken(slug, [ENGLISH], parent))

    @staticmethod
    def _children_of(parent: "BasePage") -> "BasePageQuerySet":
        """Return the children of ``parent`` by path: in a subtree copy numchild is still 0."""
        return parent.base_page_model.objects.filter(
            depth=parent.depth + 1, path__startswith=parent.path
        )

    def _is_taken(self, slug: str, languages: Iterable[str], parent: "BasePage") -> bool:
        """Tell whether a slug that nobody has chosen would take another page's address.

        Also an address that the other page had: only a person may end that redirect.
        """
        return any(self._page_with(slug, code, parent) for code in languages) or bool(
            redirected_slugs(parent, [slug], languages, of_others_than=self.pk)
        )

    def _page_with(self, slug: str, language: str, parent: "BasePage") -> "BasePage | None":
        """Return another page under ``parent`` whose address in a language ends with ``slug``."""
        siblings = self._children_of(parent).exclude(pk=self.pk)
        return siblings.filter(_has_slug(slug, language)).first()

    def _move_english_descendants(self, old_path: str) -> None:
        """Replace ``old_path`` at the start of all descendants' English paths."""
        below = self.base_page_model.objects.filter(path__startswith=self.path)
        rest = Substr("url_path_en", len(old_path) + 1)
        below.exclude(pk=self.pk).update(url_path_en=Concat(Value(self.url_path_en), rest))


def _has_slug(slug: str, language: str) -> Q:
    """Return the condition that a page's address in ``language`` ends with ``slug``."""
    if language == GERMAN:
        return Q(slug=slug)
    return Q(slug_en=slug) | Q(slug_en="", slug=slug)
