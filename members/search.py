"""Members as a source of the search: they have no pages, so a result leads into the directory."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.utils.text import capfirst
from wagtail.models import PageViewRestriction

from members.lists import MEMBERS_PER_PAGE
from members.models import Member, MemberIndexPage
from metropol.languages import CODES, ENGLISH, current_language
from metropol.paging import PARAMETER
from metropol.search.deferred import touch
from metropol.search.sources import Document, register, texts_of
from metropol.search.terms import readable


class MemberSource:
    """All members, in the languages in which the directory is online."""

    name = "member"
    model = Member

    def kinds(self) -> Mapping[str, Any]:
        """Return the type of all members."""
        return {"member": capfirst(Member._meta.verbose_name_plural)}

    def keys(self) -> QuerySet[Member, int]:
        """Return the keys of all members, none while there is no directory."""
        directory = _directories().exists()
        members = Member.objects.all() if directory else Member.objects.none()
        return members.order_by("pk").values_list("pk", flat=True)

    def load(self, keys: Iterable[int]) -> list[Member]:
        """Return the members with these keys, with the directory that they stand in."""
        directory = _directories().first()
        if directory is None:
            return []
        members = list(Member.objects.filter(pk__in=list(keys)))
        for member in members:
            member.is_listed_in_english = directory.english_live
        return members

    def documents(self, found: Any) -> Iterator[Document]:
        """Yield the same name in each language of the directory."""
        for code in CODES:
            if code != ENGLISH or found.is_listed_in_english:
                _name, body = texts_of(found, code)
                yield Document(code, "member", readable(found.name), (), body)

    def addresses(self, request: HttpRequest, keys: Iterable[int]) -> Mapping[int, str]:
        """Return each member's place in the directory: its page of the list, and the anchor."""
        directory = MemberIndexPage.objects.in_language(current_language()).public().first()
        if directory is None:
            return {}
        before = Member.objects.order_by().filter(name__lt=OuterRef("name")).values(one=Value(1))
        number = Coalesce(Subquery(before.annotate(number=Count("pk")).values("number")), 0)
        members = Member.objects.filter(pk__in=list(keys)).annotate(before=number)
        return {
            key: f"{directory.get_url(request)}{_page(before)}#member-{key}"
            for key, before in members.values_list("pk", "before")
        }


def _directories() -> Any:
    return MemberIndexPage.objects.live().public()


def _page(before: int) -> str:
    """Return what follows the directory's address where so many members stand before one."""
    number = before // MEMBERS_PER_PAGE + 1
    return f"?{PARAMETER}={number}" if number > 1 else ""


def _directory_changed(**kwargs: Any) -> None:
    touch(_members, Member.objects.values_list("pk", flat=True))


_members = MemberSource()
register(_members)
for _model in (MemberIndexPage, PageViewRestriction):
    post_save.connect(_directory_changed, sender=_model)
    post_delete.connect(_directory_changed, sender=_model)
