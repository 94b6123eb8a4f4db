"""The page of mails: what waits, and what each kind looks like."""

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Invitation, Letter
from tests.members import moderating
from tests.members.test_letters import SUBJECTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """Chefredaktion."""
    return moderating.login()


def waiting(**changes: object) -> Letter:
    owner = {"submission": moderating.submission()} if "invitation" not in changes else {}
    values = {"kind": "received", "language": "de"} | owner | changes
    return Letter.objects.create(**values)


@pytest.mark.parametrize("admin", ["de", "en"])
@pytest.mark.parametrize("kind", SUBJECTS)
def test_every_kind_is_shown_in_both_languages_as_text_and_html(kind: str, admin: str) -> None:
    client = moderating.login(language=admin)
    html = client.get(reverse("submissions:mail", args=[kind])).content.decode()
    for language, subject in zip(("de", "en"), SUBJECTS[kind], strict=True):
        assert f'<section lang="{language}"' in html
        assert f">{subject}</h3>" in html
        address = reverse("submissions:mail_html", args=[kind, language])
        assert f'src="{address}"' in html
        framed = client.get(address)
        assert f'<html lang="{language}">' in framed.content.decode()
        assert f"<title>{subject}</title>" in framed.content.decode()
        assert framed["X-Frame-Options"] == "SAMEORIGIN"
    (german, english) = (context[2] for context in _shown(client, kind))
    assert german.startswith("Guten Tag")
    assert english.startswith(("Dear", "Hello"))
    assert html.count("<pre") == 2


def _shown(client: Client, kind: str) -> list[tuple[str, object, str, str]]:
    response = client.get(reverse("submissions:mail", args=[kind]))
    found: list[tuple[str, object, str, str]] = response.context["mails"]
    return found


def test_preview_sends_nothing_and_makes_no_link(client: Client) -> None:
    for kind in SUBJECTS:
        html = client.get(reverse("submissions:mail_html", args=[kind, "de"])).content.decode()
        assert "portal.example" in html or kind == "withdrawn"
    assert not Letter.objects.exists()


def test_list_leads_to_every_kind(client: Client) -> None:
    html = client.get(reverse("submissions:mails")).content.decode()
    for kind in SUBJECTS:
        assert f'href="{reverse("submissions:mail", args=[kind])}"' in html


def test_list_shows_what_is_not_out_and_nothing_else(client: Client) -> None:
    out = waiting(sent_at="2026-01-01T00:00Z")
    invitation = Invitation.objects.create(email="x@y.example", language="de")
    new, failed = waiting(), waiting(error="OSError", attempts=2)
    invited = waiting(kind="invitation", invitation=invitation)
    response = client.get(reverse("submissions:mails"))
    assert list(response.context["object_list"]) == [invited, failed, new]
    html = response.content.decode()
    assert "wartet auf den Versand" in html
    assert "konnte nicht gesendet werden, 2 Versuche (OSError)" in html
    assert f'value="{out.pk}"' not in html


def test_list_has_pages(client: Client) -> None:
    for _number in range(52):
        waiting()
    address = reverse("submissions:mails")
    assert len(client.get(address).context["object_list"]) == 50
    assert "p=2" in client.get(address).content.decode()
    assert len(client.get(address, {"p": 2}).context["object_list"]) == 2


def test_failures_are_counted_for_staff_only_where_there_are_some(client: Client) -> None:
    waiting()
    home = reverse("wagtailadmin_home")
    assert "nicht gesendet werden konnten" not in client.get(home).content.decode()
    waiting(error="OSError")
    waiting(error="OSError", attempts=8)
    html = client.get(home).content.decode()
    assert "E-Mails, die nicht gesendet werden konnten <strong>2</strong>" in html
    assert (
        "2 failed"
        in moderating.login(language="en").get(reverse("submissions:index")).content.decode()
    )
