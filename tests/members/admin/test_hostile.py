"""No text of a stranger is markup on any page of the admin, and none breaks a page."""

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Invitation, Letter, Submission
from members.submissions import outbox
from tests import factories
from tests.members import moderating, submitting

pytestmark = pytest.mark.django_db

EVIL = "<script>alert(1)</script>\"'><b>{{ 7|add:7 }}"
LONG = ("<i>x</i>" * 1_250)[:10_000]


def pages(client: Client, made: Submission, invitation: Invitation, archive: int) -> dict[str, str]:
    """Return all pages of moderation that show something of a person."""
    addresses = {
        "home": reverse("wagtailadmin_home"),
        "queue": reverse("submissions:index") + "?state=all",
        "detail": reverse("submissions:detail", args=[made.pk]),
        "mails": reverse("submissions:mails"),
        "invitations": reverse("submissions:invitations"),
        "archive": reverse("submissions:archive", args=[archive]),
        "testimonials": reverse("testimonials:index"),
    }
    found = {name: client.get(address).content.decode() for name, address in addresses.items()}
    look = {"email": made.email, "action": "look"}
    found["person"] = client.post(reverse("submissions:person"), look).content.decode()
    return found


@pytest.mark.parametrize("evil", [EVIL, LONG], ids=["markup", "10,000 characters"])
def test_hostile_text_is_escaped_on_every_page(evil: str) -> None:
    client = moderating.login()
    short, line = evil[:120], evil[:255]
    made = moderating.submission(
        "in_review",
        member=factories.MemberFactory(name=line),
        person=short,
        organisation=line,
        function_de=line,
        quote_de=evil,
        quote_en=evil,
        portrait=moderating.portrait(),
        alt_de=line,
        credit=line,
    )
    moderating.edit(made, submitting.chief(), quote_de=f"{evil} mehr", person=short[:-1] + "x")
    made.changes.create(after="in_review", by="staff", why=evil)
    page = factories.TestimonialPageFactory(
        title=line, person=line, quote_de=evil, quote_en=evil, consent_origin="archive"
    )
    invitation = Invitation.objects.create(
        email="x@y.example", language="de", person=short, member=made.member, page=page
    )
    Letter.objects.create(
        kind="declined", language="de", submission=made, reason=evil, error=evil[:64]
    )
    shown = pages(client, made, invitation, page.pk)
    for name, html in shown.items():
        assert "<script>alert" not in html, name
        assert "<b>{{" not in html, name
        assert "<b>14" not in html, name
        assert "<i>x</i>" not in html, name
    for name in ("queue", "detail", "mails", "invitations", "archive", "testimonials"):
        assert "&lt;script&gt;alert(1)" in shown[name] or "&lt;i&gt;x" in shown[name], name


@pytest.mark.parametrize("evil", [EVIL, LONG, "\0", "x" * 10_000])
@pytest.mark.parametrize("name", ["email", "person", "language", "member", "action"])
@pytest.mark.parametrize("page", ["person", "invite", "archive"])
def test_hostile_input_is_refused_and_escaped(page: str, name: str, evil: str) -> None:
    client = moderating.login()
    archive = factories.TestimonialPageFactory(consent_origin="archive")
    address = reverse(f"submissions:{page}", args=[archive.pk] if page == "archive" else [])
    data = {"email": "x@y.example", "person": "", "language": "de", "member": "", "action": "ask"}
    response = client.post(address, data | {name: evil})
    assert response.status_code in (200, 302, 422)
    html = response.content.decode()
    assert "<script>alert" not in html
    assert "<i>x</i>" not in html
    if response.status_code != 302:
        assert not Invitation.objects.exists()
    for invitation in Invitation.objects.all():
        assert (invitation.email, invitation.language) == ("x@y.example", "de")
        assert invitation.person in ("", EVIL)


def test_hostile_reason_is_text_in_mail_and_history() -> None:
    client = moderating.login()
    made = moderating.submission()
    address = reverse("submissions:detail", args=[made.pk])
    assert client.post(address, {"action": "decline", "reason": EVIL}).status_code == 302
    html = client.get(address).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("field", ["reason", "message"])
def test_nul_in_what_staff_type_breaks_nothing(field: str) -> None:
    client = moderating.login()
    made = moderating.ready()
    moderating.edit(made, submitting.chief(), function_de="Leitung")
    action = {"reason": "decline", "message": "send"}[field]
    address = reverse("submissions:detail", args=[made.pk])
    response = client.post(address, {"action": action, "base": "2", field: "Nein\0 danke"})
    assert response.status_code in (302, 409, 422)


def test_made_up_facts_of_the_preview_are_escaped_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "site_name", lambda: EVIL)
    html = moderating.login().get(reverse("submissions:mail", args=["renew"])).content.decode()
    assert "<script>alert" not in html
    address = reverse("submissions:mail_html", args=["renew", "de"])
    assert "<script>alert" not in moderating.login().get(address).content.decode()
