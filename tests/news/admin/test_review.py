"""The review queue: drafts, translations, conflicts side by side, items that are not wanted."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from news.models import ArchiveDigest, ArchiveItem, NewsPage
from tests.factories import UserFactory
from tests.news.admin.conftest import Upload
from tests.news.admin.test_runs import ENGLISH, show
from tests.news.archive.documents import BODY, LONG
from tests.news.importing import item, page

pytestmark = pytest.mark.django_db
NO_DATE = item(
    "Das ACOD war da.", "Weitere Informationen:\nSilicon Saxony", date="31. Februar 2011"
)


def waiting() -> ArchiveItem:
    return ArchiveItem.objects.get(status="needs_review")


def act(client: Client, action: str, **data: Any) -> Any:
    return client.post(reverse("archive:item", args=[waiting().pk]), {"action": action} | data)


def test_queue_lists_what_waits_with_its_reason(imported: Upload, chief: Client) -> None:
    imported(a=item(), b=NO_DATE, c=ENGLISH)
    html = show(chief, "queue")
    assert "b.txt" in html
    assert "31. Februar 2011" in html
    assert "c.txt" in html
    assert "a.txt" not in html
    assert "Prüfliste (2)" in show(chief, "index")


def test_draft_is_prefilled_and_publishing_it_closes_the_item(
    imported: Upload, upload: Upload, chief: Client
) -> None:
    imported(a=NO_DATE)
    assert "Das ACOD war da." in show(chief, "item", waiting().pk)
    response = act(chief, "draft")
    draft = page()
    assert response.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert not draft.live
    latest = draft.get_latest_revision_as_object()
    assert {cluster.key for cluster in latest.clusters.all()} == {"acod", "silicon-saxony"}
    assert latest.links.get().target.title == "Silicon Saxony"
    assert waiting().draft == draft
    assert act(chief, "draft").headers["Location"] == response.headers["Location"]
    assert NewsPage.objects.count() == 1

    latest.date = "2011-02-28"
    latest.save_revision(user=UserFactory()).publish()
    known = ArchiveItem.objects.get()
    assert (known.status, known.page, known.draft, known.raw_text) == ("created", draft, None, "")
    assert "Es wartet nichts" in show(chief, "queue")
    assert chief.get(reverse("archive:item", args=[known.pk])).status_code == 404
    assert upload(a=NO_DATE).counts["unchanged"] == 1


def test_text_that_cannot_be_read_becomes_a_draft_as_it_is(imported: Upload, chief: Client) -> None:
    imported(a="Irgendein Text.\n<b>Noch</b> einer.")
    act(chief, "draft")
    draft = NewsPage.objects.get().get_latest_revision_as_object()
    assert draft.title == "Irgendein Text."
    assert "&lt;b&gt;Noch" in str(draft.body_de)
    assert chief.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(item(headline="H" * 300), id="headline"),
        pytest.param(item(BODY, "Weitere Informationen:\n" + "x" * 600), id="link"),
        pytest.param(item(*(f"Wort{number} steht hier." for number in range(30_000))), id="text"),
        pytest.param("x" * 300_000, id="unreadable"),
    ],
)
def test_text_that_is_too_long_becomes_a_draft_that_can_be_opened(
    imported: Upload, chief: Client, text: str
) -> None:
    imported(a=text)
    response = act(chief, "draft")
    assert chief.get(response.headers["Location"]).status_code == 200


def test_conflict_shows_both_versions_and_the_page_stays(imported: Upload, chief: Client) -> None:
    imported(a=item())
    edited = page()
    edited.lead_de = "Von Hand geändert."
    edited.save_revision(user=UserFactory()).publish()
    imported(a=item(BODY, LONG))
    html = show(chief, "item", waiting().pk)
    assert "Von Hand geändert." in html
    assert LONG in html
    assert "Seite so lassen" in html
    act(chief, "draft")
    assert page().lead_de == "Von Hand geändert."
    draft = page().get_latest_revision_as_object()
    assert LONG in str(draft.body_de)
    draft.save_revision(user=UserFactory()).publish()
    assert [known.status for known in ArchiveItem.objects.order_by("pk")] == ["created", "updated"]
    assert NewsPage.objects.count() == 1
    imported(a=item(BODY, LONG, "Neu."))
    assert "Neu." in str(page().body_de)


def test_item_that_is_not_wanted_is_closed_and_not_read_again(
    imported: Upload, upload: Upload, chief: Client
) -> None:
    imported(a=NO_DATE, b=NO_DATE)
    chief.post(
        reverse("archive:item", args=[ArchiveItem.objects.earliest("pk").pk]), {"action": "dismiss"}
    )
    assert {known.status for known in ArchiveItem.objects.all()} == {"skipped"}
    assert {row.status for row in ArchiveDigest.objects.all()} == {"skipped"}
    assert not NewsPage.objects.exists()
    assert upload(a=NO_DATE).counts["skipped"] == 1


def test_english_item_fills_the_page_that_staff_choose(imported: Upload, chief: Client) -> None:
    imported(a=item(), b=ENGLISH)
    assert act(chief, "translate").status_code == 200
    act(chief, "translate", partner=page().pk)
    assert not page().title_en
    draft = page().get_latest_revision_as_object()
    assert draft.title_en == "Twelve companies found a network"
    draft.save_revision(user=UserFactory()).publish()
    known = ArchiveItem.objects.get(file="b.txt")
    assert (known.status, known.page) == ("updated", page())
    imported(a=item(BODY, LONG))
    assert LONG in str(page().body_de)


def test_draft_that_was_deleted_can_be_made_again(imported: Upload, chief: Client) -> None:
    imported(a=NO_DATE)
    act(chief, "draft")
    page().delete()
    act(chief, "draft")
    assert waiting().draft == page()


def test_undo_after_completion_keeps_the_page_and_its_item(imported: Upload, chief: Client) -> None:
    run = imported(a=NO_DATE, b=item(headline="Zweite"))
    act(chief, "draft")
    page().get_latest_revision().publish()
    chief.post(reverse("archive:undo", args=[run.pk]))
    assert NewsPage.objects.get() == page()
    assert ArchiveItem.objects.get().file == "a.txt"
