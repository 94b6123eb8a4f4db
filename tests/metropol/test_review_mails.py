"""Mails about the review of a page: who gets which, in which language, and what they say."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.test import Client
from django.urls import reverse
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from metropol.models import User
from metropol.setup.staff import CHIEF_EDITORS, EDITORS
from metropol.workflow.notifiers import _RECEIVERS
from news.models import NewsPage
from tests.admin_forms import news_form
from tests.factories import StandardPageFactory, UserFactory

pytestmark = pytest.mark.django_db
BASE = "http://portal.example"


@pytest.fixture(autouse=True)
def base_url(settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = f"{BASE}/"


@pytest.fixture
def readers(make_user: Callable[[str, str], User]) -> dict[str, User]:
    """A German and an English member of Chefredaktion, with addresses of their own."""
    found = {}
    for code in ("de", "en"):
        found[code] = make_user(CHIEF_EDITORS, code)
        User.objects.filter(pk=found[code].pk).update(email=f"{code}@example.org")
    return found


@pytest.fixture
def author(make_user: Callable[[str, str], User]) -> Client:
    """Redaktion with a German admin."""
    user = make_user(EDITORS, "de")
    user.email, user.first_name, user.last_name = "autorin@example.org", "Ada", "Beck"
    user.save()
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def submit(client: Client, page: NewsPage, **changes: Any) -> None:
    data = news_form(title=page.title, slug=page.slug, slug_en=page.slug_en, **changes)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.post(url, data | {"action-submit": "1"}).status_code == 302


def decide(reader: User, page: NewsPage, action: str, comment: str = "") -> None:
    client = Client()
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    state = NewsPage.objects.get(pk=page.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    assert client.post(url, {"comment": comment}).status_code in (200, 302)


def mail_to(address: str) -> Any:
    (found,) = (each for each in mail.outbox if each.to == [address])
    return found


def test_reviewers_learn_what_changed_in_their_language(
    author: Client, readers: dict[str, User], news: NewsPage
) -> None:
    submit(author, news)
    assert len(mail.outbox) == 2
    german, english = mail_to("de@example.org"), mail_to("en@example.org")
    assert german.subject == "Zur Freigabe: „Erste Meldung“"
    assert english.subject == "For review: “Erste Meldung”"
    assert "Ada Beck hat „Erste Meldung“ (Meldung) zur Freigabe eingereicht." in german.body
    assert "Ada Beck has submitted “Erste Meldung” (news item) for review." in english.body
    edit = f"{BASE}{reverse('wagtailadmin_pages:edit', args=[news.pk])}\n"
    for each in (german, english):
        assert edit in each.body
        assert f"{BASE}/admin/pages/{news.pk}/changes/\n" in each.body
        assert "\nDeutsch\n" in each.body
        assert "\nEnglish\n" in each.body
        assert "{+Deutscher +}Vorspann" in each.body
        assert "[-Lead-]{+English lead+}" in each.body
        assert each.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "Für beide Sprachen\n- Datum\n    {+1. März 2024+}" in german.body
    assert "For both languages\n- Date\n    {+1 March 2024+}" in english.body


def test_long_texts_are_cut_and_titles_break_no_head(
    author: Client, readers: dict[str, User], news: NewsPage
) -> None:
    NewsPage.objects.filter(pk=news.pk).update(title="Erste\nMeldung", draft_title="Erste\nMeldung")
    submit(author, news, lead_de="wort " * 2000)
    body = mail_to("de@example.org").body
    assert len(body) < 4000
    assert "\n" not in mail_to("de@example.org").subject


def test_new_page_is_called_new(author: Client, readers: dict[str, User], news: NewsPage) -> None:
    news.unpublish()
    submit(author, NewsPage.objects.get(pk=news.pk))
    assert "all of it is new" in mail_to("en@example.org").body
    assert "{+" not in mail_to("en@example.org").body


def test_author_learns_why_a_page_came_back(
    author: Client, readers: dict[str, User], news: NewsPage
) -> None:
    submit(author, news)
    mail.outbox.clear()
    decide(readers["en"], news, "reject", "Bitte <kürzer>")
    (found,) = mail.outbox
    assert found.to == ["autorin@example.org"]
    assert found.subject == "Änderungen gewünscht: „Erste Meldung“"
    assert "chefredaktion-en wünscht Änderungen" in found.body
    assert "Kommentar:\n    Bitte <kürzer>\n" in found.body
    assert "[-Lead-]{+English lead+}" in found.body


def test_author_learns_where_an_approved_page_is(
    author: Client, readers: dict[str, User], news: NewsPage
) -> None:
    submit(author, news)
    mail.outbox.clear()
    decide(readers["en"], news, "approve")
    (found,) = mail.outbox
    assert found.subject == "Freigegeben: „Erste Meldung“"
    assert "/de/aktuelles/erste-meldung/\n" in found.body
    assert "/en/news/first-item/\n" in found.body
    assert "[-Lead-]{+English lead+}" in found.body, "against what was online before"


def test_address_of_a_language_that_is_not_online_is_left_out(
    author: Client, readers: dict[str, User], news: NewsPage
) -> None:
    submit(author, news, english_request="offline")
    mail.outbox.clear()
    decide(readers["de"], news, "approve")
    assert "/de/aktuelles/erste-meldung/" in mail.outbox[0].body
    assert "/en/news/" not in mail.outbox[0].body


def test_administrators_get_one_mail_not_two(author: Client, news: NewsPage) -> None:
    UserFactory(is_superuser=True, email="admin@example.org")
    submit(author, news)
    assert [each.to for each in mail.outbox] == [["admin@example.org"]]


def test_whoever_wants_no_mails_gets_none(
    author: Client, readers: dict[str, User], news: NewsPage
) -> None:
    profile = readers["de"].wagtail_userprofile
    profile.submitted_notifications = False
    profile.save()
    submit(author, news)
    assert [each.to for each in mail.outbox] == [["en@example.org"]]


@pytest.mark.parametrize("fault", [OSError("no route"), ConnectionRefusedError(), TimeoutError()])
def test_mail_server_that_is_down_stops_nothing(
    author: Client,
    readers: dict[str, User],
    news: NewsPage,
    monkeypatch: pytest.MonkeyPatch,
    fault: OSError,
) -> None:
    def fail(*args: Any) -> None:
        raise fault

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", fail)
    monkeypatch.setattr(locmem.EmailBackend, "open", fail)
    submit(author, news)
    decide(readers["de"], news, "approve")
    assert NewsPage.objects.get(pk=news.pk).lead_en == "English lead"


def test_wagtails_own_mails_are_replaced() -> None:
    for signal, ours, sender, _name in _RECEIVERS:
        receivers, _async = signal._live_receivers(sender)
        assert receivers == [ours]
    assert {each[0] for each in _RECEIVERS} == {
        task_submitted,
        workflow_submitted,
        workflow_approved,
        workflow_rejected,
    }


def test_page_made_by_nobody_is_submitted_by_nobody(readers: dict[str, User]) -> None:
    page = StandardPageFactory(title="Impressum neu")
    page.save_revision()
    page.get_workflow().start(page, None)
    assert "“Impressum neu” (standard page) was submitted for review." in (
        mail_to("en@example.org").body
    )
