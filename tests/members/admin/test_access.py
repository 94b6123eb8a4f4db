"""Who sees the pages of moderation, and in which language."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Letter, Submission
from metropol.setup.staff import CHIEF_EDITORS, EDITORS, TRANSLATORS
from tests import factories
from tests.members import moderating

pytestmark = pytest.mark.django_db

#: Name of the address, and what of it is looked at.
PAGES = (
    "index",
    "detail",
    "portrait",
    "proof",
    "invitations",
    "invite",
    "archive",
    "mails",
    "mail",
    "mail_html",
    "person",
)
HEADINGS = {
    "index": ("Einsendungen", "Submissions"),
    "detail": ("Wer es sagt|Von wem|Original", "Original"),
    "invitations": ("Einladungen", "Invitations"),
    "invite": ("Einladen", "Invite"),
    "archive": ("aus dem Archiv", "from the archive"),
    "mails": ("Noch nicht gesendet", "Not sent yet"),
    "mail": ("Eingegangen", "Received"),
    "person": ("Daten einer Person", "Data of a person"),
}


@pytest.fixture
def addresses() -> dict[str, str]:
    """The address of each page, by its name; there is something on each."""
    portrait = moderating.portrait()
    made = moderating.submission(portrait=portrait)
    page = factories.TestimonialPageFactory(consent_origin="archive")
    arguments = {
        "detail": [made.pk],
        "portrait": [made.pk, portrait.pk],
        "proof": [made.pk],
        "archive": [page.pk],
        "mail": ["received"],
        "mail_html": ["received", "de"],
    }
    return {name: reverse(f"submissions:{name}", args=arguments.get(name, [])) for name in PAGES}


def test_anonymous_is_sent_to_the_login(addresses: dict[str, str]) -> None:
    made = Submission.objects.get()
    letter = Letter.objects.create(kind="received", language="de", submission=made)
    addresses["resend"] = reverse("submissions:resend", args=[made.pk, letter.pk])
    for address in addresses.values():
        for response in (Client().get(address), Client().post(address, {"action": "take"})):
            assert response.status_code == 302
            assert response["Location"].startswith(reverse("wagtailadmin_login"))
    made.refresh_from_db()
    letter.refresh_from_db()
    assert (made.state, letter.attempts) == ("submitted", 0)


def test_translators_see_nothing_of_submissions(addresses: dict[str, str]) -> None:
    client = moderating.login(TRANSLATORS)
    for name, address in addresses.items():
        for response in (client.get(address), client.post(address, {"action": "take"})):
            # Wagtail leads whoever may not to the dashboard and says so.
            assert response.status_code in (302, 403), name
            if response.status_code == 302:
                assert response["Location"] == reverse("wagtailadmin_home")
    assert Submission.objects.get().state == "submitted"
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert addresses["index"] not in home
    assert "submission-counts" not in home


@pytest.mark.parametrize("group", [EDITORS, CHIEF_EDITORS])
def test_editors_see_every_page(group: str, addresses: dict[str, str]) -> None:
    client = moderating.login(group)
    for name, address in addresses.items():
        assert client.get(address).status_code == 200, name
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert addresses["index"] in home
    assert "submission-counts" in home


@pytest.mark.parametrize("language", ["de", "en"])
def test_pages_are_in_the_language_of_the_user(language: str, addresses: dict[str, str]) -> None:
    client = moderating.login(language=language)
    for name, headings in HEADINGS.items():
        html = client.get(addresses[name]).content.decode()
        assert f'lang="{language}"' in html
        assert re.search(headings[language == "en"], html), name
    state = {"de": "Eingereicht|Eingegangen", "en": "Submitted"}[language]
    assert re.search(state, client.get(addresses["detail"]).content.decode())


def test_deeds_need_a_form_of_this_site(addresses: dict[str, str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = moderating.login().cookies
    assert strict.get(addresses["detail"]).status_code == 200
    assert strict.post(addresses["detail"], {"action": "take"}).status_code == 403
    assert Submission.objects.get().state == "submitted"


def test_redaktion_moderates_but_does_not_publish() -> None:
    made = moderating.ready()
    client = moderating.login(EDITORS)
    address = reverse("submissions:detail", args=[made.pk])
    response = client.post(address, {"action": "accept", "base": "1"})
    made.refresh_from_db()
    assert made.state == "approved"
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[made.page_id])
    html = client.get(response["Location"]).content.decode()
    assert 'name="action-publish"' not in html
    assert 'data-workflow-action-name="approve"' not in html
    data = {"slug": made.page.slug, "slug_en": "", "english_request": "", "header_image": ""}
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "action-publish": "1"}
    client.post(response["Location"], data)
    made.page.refresh_from_db()
    assert not made.page.live
    chief = moderating.login(CHIEF_EDITORS)
    html = chief.get(response["Location"]).content.decode()
    assert 'data-workflow-action-name="approve"' in html


def test_keys_that_are_not_there_are_not_found(addresses: dict[str, str]) -> None:
    client = moderating.login()
    made = Submission.objects.get()
    other = moderating.submission()
    assert made.text
    portrait = made.text.portrait_id
    for key in (0, 999_999, 10**20):
        for name, args in (
            ("detail", [key]),
            ("proof", [key]),
            ("portrait", [key, portrait]),
            ("portrait", [made.pk, key]),
            ("archive", [key]),
        ):
            assert client.get(reverse(f"submissions:{name}", args=args)).status_code == 404
        resend = reverse("submissions:resend", args=[made.pk, key])
        assert client.post(resend).status_code == 404
        detail = reverse("submissions:detail", args=[key])
        assert client.post(detail, {"action": "take"}).status_code == 404
    # The portrait of one submission is not seen through another.
    foreign = reverse("submissions:portrait", args=[other.pk, portrait])
    assert client.get(foreign).status_code == 404
    for path in ("x/", "1/x/", "mails/unknown/", "mails/received/x/", "archive/x/"):
        assert client.get(f"{addresses['index']}{path}").status_code == 404


def test_resending_by_looking_is_not_possible(addresses: dict[str, str]) -> None:
    made = Submission.objects.get()
    letter = Letter.objects.create(kind="received", language="de", submission=made)
    resend = reverse("submissions:resend", args=[made.pk, letter.pk])
    assert moderating.login().get(resend).status_code == 405
    letter.refresh_from_db()
    assert letter.sent_at is None


def test_portrait_is_kept_nowhere_on_its_way(addresses: dict[str, str]) -> None:
    response = moderating.login().get(addresses["portrait"])
    assert response["Content-Type"] == "image/jpeg"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response.content.startswith(b"\xff\xd8")
