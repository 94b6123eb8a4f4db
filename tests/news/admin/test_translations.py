"""English items of an upload are paired with German ones in the preview."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from news.archive import loader
from news.models import ArchiveRun
from tests.news.admin.conftest import Upload
from tests.news.admin.test_runs import ENGLISH, State, show
from tests.news.archive.documents import clusterplattform
from tests.news.importing import item, page

pytestmark = pytest.mark.django_db


def test_confirmed_translation_fills_english_and_other_english_items_wait(
    upload: Upload, chief: Client
) -> None:
    other = ENGLISH.replace("Twelve companies", "Three towns")
    run = upload(
        a=item(), b=ENGLISH, c=other, d=clusterplattform(date="09.12.2011", headline="Anders")
    )
    html = show(chief, "run", run.pk)
    assert html.count('<option value="a.txt"') == 2
    assert '<option value="d.txt"' not in html
    chief.post(reverse("archive:start", args=[run.pk]), {"pair-2": "a.txt", "pair-3": "d.txt"})
    news = page()
    assert (news.title_en, news.english_live) == ("Twelve companies found a network", True)
    statuses = [outcome.status for outcome in run.outcomes.all()]
    assert statuses == ["created", "updated", "needs_review", "created"]


def test_all_items_with_one_candidate_are_paired_at_once(upload: Upload, chief: Client) -> None:
    run = upload(a=item(), b=ENGLISH)
    chief.post(reverse("archive:start", args=[run.pk]), {"pair-all": "on"})
    assert page().title_en == "Twelve companies found a network"


def test_page_of_an_earlier_run_can_be_translated(
    imported: Upload, upload: Upload, chief: Client
) -> None:
    imported(a=item())
    run = upload(b=ENGLISH)
    assert f'<option value="page:{page().pk}"' in show(chief, "run", run.pk)
    chief.post(reverse("archive:start", args=[run.pk]), {"pair-1": f"page:{page().pk}"})
    assert page().title_en == "Twelve companies found a network"


def test_confirmed_translation_survives_a_stop(
    upload: Upload, chief: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = upload(a=item(), b=ENGLISH)

    def broken(*args: Any, **options: Any) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(loader.Loader, "finish", broken)
        patch.setattr(loader.pairs, "find_page", broken)
        chief.post(reverse("archive:start", args=[run.pk]), {"pair-2": "a.txt"})
    assert ArchiveRun.objects.get().state == State.FAILED
    assert "pair-2" not in show(chief, "run", run.pk)
    chief.post(reverse("archive:start", args=[run.pk]))
    assert page().title_en == "Twelve companies found a network"


def test_second_translation_of_a_page_waits_for_review(upload: Upload, chief: Client) -> None:
    other = ENGLISH.replace("Twelve companies", "Three towns")
    run = upload(a=item(), b=ENGLISH, c=other)
    chief.post(reverse("archive:start", args=[run.pk]), {"pair-2": "a.txt", "pair-3": "a.txt"})
    assert page().title_en == "Twelve companies found a network"
    assert [outcome.status for outcome in run.outcomes.all()] == [
        "created",
        "updated",
        "needs_review",
    ]
    again = upload(e=other)
    chief.post(reverse("archive:start", args=[again.pk]), {"pair-1": f"page:{page().pk}"})
    assert page().title_en == "Twelve companies found a network"


def test_two_translations_of_one_day_are_not_paired_at_once(upload: Upload, chief: Client) -> None:
    run = upload(a=item(), b=ENGLISH, c=ENGLISH.replace("Twelve companies", "Three towns"))
    chief.post(reverse("archive:start", args=[run.pk]), {"pair-all": "on"})
    assert not page().title_en
