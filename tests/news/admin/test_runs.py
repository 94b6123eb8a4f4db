"""From an upload to its report, and back."""

import csv
import io
import unicodedata
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from news import tasks
from news.archive import loader
from news.archive.lock import ImportRunning
from news.archive.runs import stop_dead_runs
from news.models import ArchiveItem, ArchiveOutcome, ArchiveRun, ArchiveUpload, NewsPage
from tests.factories import UserFactory
from tests.news.admin.conftest import Upload
from tests.news.archive.documents import BODY, LONG
from tests.news.importing import changed_tables, item, page

pytestmark = pytest.mark.django_db
State = ArchiveRun.State
ENGLISH = item(
    "The region and its clusters have been working on this for more than two years.",
    headline="Twelve companies found a network",
    lead="They have been meeting in the town, and that is what the others would like to do.",
)


def show(client: Client, name: str, *args: Any) -> str:
    response = client.get(reverse(f"archive:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_upload_is_checked_and_changes_nothing_but_its_run(upload: Upload) -> None:
    before = NewsPage.objects.count()
    tables = changed_tables(lambda: upload(a=item(), b=item(date="31. Februar 2011")))
    assert {name for name in tables if not name.startswith("sqlite")} <= {
        "django_session",
        "metropol_user",
        "news_archiverun",
        "news_archiveupload",
        "news_archiveoutcome",
    }
    run = ArchiveRun.objects.get()
    assert (run.state, run.total, run.path) == (State.CHECKED, 2, "archiv.zip")
    assert (run.counts["created"], run.counts["needs_review"]) == (1, 1)
    assert NewsPage.objects.count() == before
    assert not ArchiveItem.objects.exists()


def test_preview_shows_what_each_file_would_become(chief: Client, upload: Upload) -> None:
    text = item("Das ACOD war da.", "Weitere Informationen:\nVerein der Freunde")
    run = upload(a=text, b="<script>alert(1)</script>", c=b"%PDF-1.4 x")
    html = show(chief, "run", run.pk)
    for words in ("a.txt", "Zwölf Betriebe", "9. Dezember 2011", "Cluster", "acod"):
        assert words in html
    assert "Der Linkname „Verein der Freunde“ passt zu keinem Cluster." in html
    assert "<script>alert" not in html
    parsed = show(chief, "file", run.pk, 1)
    assert "Das ACOD war da." in parsed
    assert parsed.count("Zwölf Betriebe gründen ein Netzwerk") >= 2  # read, and as it stands
    assert "&lt;script&gt;alert" in show(chief, "file", run.pk, 2)
    assert "<script>alert" not in show(chief, "file", run.pk, 2)
    filtered = chief.get(reverse("archive:run", args=[run.pk]), {"status": "skipped"})
    assert [row["outcome"].file for row in filtered.context["rows"]] == ["c.txt"]


def test_started_import_makes_pages_and_keeps_its_report(imported: Upload, chief: Client) -> None:
    run = imported(a=item(), b=item(headline="Zweite"), c=item(date="31. Februar 2011"))
    assert (run.state, run.counts["created"], run.error) == (State.FINISHED, 2, None)
    assert run.finished_at
    assert page().live
    assert page().latest_revision.user == run.user
    assert not ArchiveUpload.objects.exists()
    assert [outcome.status for outcome in run.outcomes.all()] == [
        "created",
        "created",
        "needs_review",
    ]
    html = show(chief, "run", run.pk)
    assert reverse("wagtailadmin_pages:edit", args=[page().pk]) in html
    assert "31. Februar 2011" in show(chief, "file", run.pk, 3)
    assert "Fertig" in show(chief, "index")


def test_options_of_the_upload_count(upload: Upload, chief: Client) -> None:
    run = upload(options={"draft": "on", "testimonials": "on"}, a=item())
    chief.post(reverse("archive:start", args=[run.pk]))
    assert not page().live
    assert ArchiveRun.objects.get().options == {"draft": True, "testimonials": True}


def test_import_starts_only_once(upload: Upload, chief: Client) -> None:
    run = upload(a=item())
    for _ in range(2):
        chief.post(reverse("archive:start", args=[run.pk]))
    assert page().revisions.count() == 1
    assert ArchiveRun.objects.count() == 1


def test_texts_of_two_uploads_with_one_name_both_wait(imported: Upload) -> None:
    imported(a="Ein Text, den niemand kennt.")
    imported(a="Ein anderer Text, den niemand kennt.")
    waiting = ArchiveItem.objects.filter(status="needs_review")
    assert {known.raw_text[:12] for known in waiting} == {"Ein Text, de", "Ein anderer "}


def test_undo_that_waits_is_not_taken_for_a_dead_one(imported: Upload, chief: Client) -> None:
    run = imported(a=item())
    ArchiveRun.objects.update(state=State.UNDO_WAITING)
    assert "Wartet auf die Rücknahme" in show(chief, "run", run.pk)
    stop_dead_runs()
    assert ArchiveRun.objects.get().state == State.UNDO_WAITING


@pytest.mark.parametrize("state", [State.CHECKING, State.WAITING])
def test_upload_over_which_a_worker_died_is_discarded(
    upload: Upload, chief: Client, state: str
) -> None:
    run = upload(a=item())
    ArchiveRun.objects.update(state=state)
    assert "verwerfen" in show(chief, "run", run.pk)
    chief.post(reverse("archive:discard", args=[run.pk]))
    assert not ArchiveRun.objects.exists()


def test_report_is_in_the_language_of_its_reader(imported: Upload, chief: Client) -> None:
    run = imported(a=item())
    UserProfile.objects.update_or_create(user=run.user, defaults={"preferred_language": "en"})
    response = chief.get(reverse("archive:report", args=[run.pk]))
    translation.activate("de")
    assert '"file";"status"' in b"".join(response.streaming_content).decode()


def test_file_with_a_decomposed_name_is_shown(chief: Client, upload: Upload) -> None:
    run = upload(**{unicodedata.normalize("NFD", "grüße"): item("Ein Satz im Text.")})
    assert "Ein Satz im Text." in show(chief, "file", run.pk, 1)


def test_upload_that_is_not_wanted_is_discarded_and_an_import_is_not(
    upload: Upload, imported: Upload, chief: Client
) -> None:
    run, done = upload(b=item(headline="Zweite")), imported(a=item())
    for each in (run, done):
        chief.post(reverse("archive:discard", args=[each.pk]))
    assert ArchiveRun.objects.get() == done
    assert not ArchiveUpload.objects.exists()
    assert page().live


def test_upload_of_known_files_is_unchanged_in_the_preview(
    imported: Upload, upload: Upload
) -> None:
    imported(a=item())
    run = upload(a=item(), b=item(BODY, LONG))
    assert (run.counts["unchanged"], run.counts["updated"]) == (1, 1)


def test_report_is_csv_that_no_spreadsheet_runs(imported: Upload, chief: Client) -> None:
    run = imported(a=item(headline='=HYPERLINK("https://x.example")'), b=item(headline="-1+2"))
    response = chief.get(reverse("archive:report", args=[run.pk]))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 3
    assert rows[1][4].startswith("'=HYPERLINK")
    assert rows[2][4] == "'-1+2"
    assert "attachment" in response.headers["Content-Disposition"]


def test_run_is_undone_once_and_says_what_it_kept(imported: Upload, chief: Client) -> None:
    run = imported(a=item(), b=item(headline="Zweite"))
    kept = page("Zweite")
    kept.save_revision(user=UserFactory()).publish()
    assert "2 Seiten dieses Laufs" in show(chief, "undo", run.pk)
    assert NewsPage.objects.count() == 2
    chief.post(reverse("archive:undo", args=[run.pk]))
    assert NewsPage.objects.get() == kept
    html = show(chief, "run", run.pk)
    assert "Zweite" in html
    assert "Teilweise zurückgenommen" in html
    kept.delete()
    chief.post(reverse("archive:undo", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == State.UNDONE
    chief.post(reverse("archive:undo", args=[run.pk]))
    assert ArchiveRun.objects.get().state == State.UNDONE


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("index", []),
        ("upload", []),
        ("queue", []),
        ("run", [1]),
        ("status", [1]),
        ("undo", [1]),
        ("start", [1]),
        ("run_results", [1]),
        ("discard", [1]),
        ("report", [1]),
        ("link_names", [1]),
        ("pictures", [1]),
        ("item", [1]),
        ("file", [1, 1]),
    ],
)
def test_who_may_not_import_sees_nothing_of_it(editor: Client, name: str, args: list[int]) -> None:
    address = reverse(f"archive:{name}", args=args)
    for answer in (editor.get(address), editor.post(address)):
        assert answer.status_code == 302
        assert answer.headers["Location"] == reverse("wagtailadmin_home")
    assert reverse("archive:index") not in editor.get(reverse("wagtailadmin_home")).content.decode()
    assert Client().get(address).headers["Location"].startswith("/admin/login/")


def test_menu_leads_to_the_archive(chief: Client) -> None:
    assert reverse("archive:index") in chief.get(reverse("wagtailadmin_home")).content.decode()


def test_failed_import_tells_why_and_chief_editors_get_a_mail(
    upload: Upload, chief: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = upload(a=item())

    def broken(*args: Any) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(tasks, "Loader", broken)
        chief.post(reverse("archive:start", args=[run.pk]))
    html = show(chief, "run", run.pk)
    assert "MemoryError" in html
    assert "Import starten" in html
    (sent,) = mail.outbox
    assert (sent.to, "archiv.zip" in sent.subject) == (["chef@example.org"], True)
    assert reverse("archive:run", args=[run.pk]) in sent.body
    chief.post(reverse("archive:start", args=[run.pk]))
    assert page().live


def test_failed_file_is_told_by_mail_too(
    upload: Upload, chief: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = upload(a=item(headline="Kaputt"), b=item())
    real = loader.parse_plain

    def parse(plain: Any, **options: Any) -> Any:
        if "Kaputt" in plain.text:
            raise RuntimeError
        return real(plain, **options)

    monkeypatch.setattr(loader, "parse_plain", parse)
    chief.post(reverse("archive:start", args=[run.pk]))
    assert ArchiveRun.objects.get().counts["failed"] == 1
    assert len(mail.outbox) == 1


def test_import_beside_another_one_can_be_started_again(
    upload: Upload, chief: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = upload(a=item())

    def taken() -> None:
        raise ImportRunning

    with monkeypatch.context() as patch:
        patch.setattr(tasks, "import_lock", taken)
        chief.post(reverse("archive:start", args=[run.pk]))
    assert "lief gerade ein anderer Import" in show(chief, "run", run.pk)
    chief.post(reverse("archive:start", args=[run.pk]))
    assert page().live


def test_run_that_was_killed_is_shown_as_stopped_and_starts_again(
    upload: Upload, chief: Client
) -> None:
    run = upload(a=item())
    ArchiveRun.objects.update(state=State.RUNNING)
    assert "Vor dem Ende abgebrochen" in show(chief, "status", run.pk)
    chief.post(reverse("archive:start", args=[run.pk]))
    assert page().live
    assert ArchiveOutcome.objects.filter(run=run).count() == 1


def test_pages_of_many_files_need_few_queries(
    imported: Upload, chief: Client, django_assert_max_num_queries: Any
) -> None:
    run = imported(**{f"n{number}": item(headline=f"Meldung {number}") for number in range(60)})
    show(chief, "run", run.pk)
    with django_assert_max_num_queries(25):
        show(chief, "run", run.pk)
