"""Members are found, and a result leads to their place in the directory."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from members.models import Member, MemberIndexPage
from metropol.models import SearchEntry
from metropol.search.deferred import index_objects
from tests.factories import MemberFactory
from tests.metropol.search.searching import results
from tests.site.html import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[[], Any]:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_result_leads_to_the_member_on_its_page_of_the_directory(
    client: Client, commit: Callable[[], Any]
) -> None:
    with commit():
        for number in range(60):
            MemberFactory(name=f"Werk {number:02}")
        last = MemberFactory(name="Zinkhütte")
    for path, directory in (("/de/suche/", "/de/mitglieder/"), ("/en/search/", "/en/members/")):
        (link,) = results(Document(client.get(path, {"q": "Zinkhütte"})))
        assert link["href"] == f"{directory}?p=2#member-{last.pk}"
        target, _, anchor = link["href"].partition("#")
        Document(client.get(target)).one("article", id=anchor)


def test_index_follows_members_and_their_directory(commit: Callable[[], Any]) -> None:
    def languages() -> set[str]:
        found = SearchEntry.objects.filter(source="member", title="Zinkhütte")
        return set(found.values_list("language", flat=True))

    with commit():
        member = MemberFactory(name="Zinkhütte")
    assert languages() == {"de", "en"}
    directory = MemberIndexPage.objects.get()
    with commit():
        directory.english_live = False
        directory.save()
    assert languages() == {"de"}
    with commit():
        directory.unpublish()
    assert languages() == set()
    with commit():
        directory.save_revision().publish()
    assert languages()
    with commit():
        Member.objects.filter(pk=member.pk).delete()
    assert languages() == set()


def test_members_without_a_directory_lead_nowhere(client: Client) -> None:
    member = MemberFactory(name="Zinkhütte")
    index_objects.enqueue("member", [member.pk])
    MemberIndexPage.objects.update(live=False)
    assert not results(Document(client.get("/de/suche/", {"q": "Zinkhütte"})))
