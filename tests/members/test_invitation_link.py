"""What a link of an invitation opens: a form that knows who is asked."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from members import models as members
from members.submissions import tokens
from members.submissions.outbox import queue
from tests import factories
from tests.members import filling, submitting
from tests.site.html import Document

pytestmark = pytest.mark.django_db

OTHER = "Seit wir dabei sind, wissen wir, wen wir anrufen, wenn eine Frage offen ist."


def invited(language: str = "de", **known: Any) -> tuple[members.Invitation, str]:
    """Return an invitation that was sent, and its link."""
    invitation = members.Invitation.objects.create(
        **{"email": submitting.EMAIL, "language": language} | known
    )
    kind = members.Letter.Kind.ARCHIVE if invitation.page else members.Letter.Kind.INVITATION
    queue(kind, invitation)
    return invitation, submitting.last_link()


def of_archive(**known: Any) -> tuple[members.TestimonialPage, str]:
    """Return a testimonial of the archive, and the link of the question about it."""
    page = factories.TestimonialPageFactory(
        consent_origin="archive", first_published_at="2019-05-01T10:00Z", english=True
    )
    _invitation, link = invited(page=page, member=page.member, **known)
    return page, link


def test_it_fills_in_organisation_and_name_in_both_languages() -> None:
    member = factories.MemberFactory()
    for language in ("de", "en"):
        _invitation, link = invited(language, member=member, person="Mara <b>Lindner")
        assert f"/{language}/testimonial/" in mail.outbox[-1].body
        response = Client().get(link)
        assert response.status_code == 200
        assert Document(response).one("html")["lang"] == language
        typed = filling.filled(filling.form_with(response))
        assert typed["member"] == [str(member.pk)]
        assert typed["person"] == ["Mara <b>Lindner"]
        assert typed["email"] == [submitting.EMAIL]
        assert not any(name.startswith("consent_") for name in typed)


def test_looking_changes_nothing_and_leaves_no_trace() -> None:
    invitation, link = invited(person="Mara")
    sent = len(mail.outbox)
    for _ in range(2):
        response = Client().get(link)
        assert response.headers["Referrer-Policy"] == "strict-origin"
        assert "no-store" in response.headers["Cache-Control"]
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert not Document(response).all("link", rel="canonical")
        assert Client().head(link).status_code == 200
    invitation.refresh_from_db()
    assert invitation.answered_at is None
    assert len(mail.outbox) == sent


def test_the_answer_belongs_to_the_invitation_also_after_an_error() -> None:
    member = factories.MemberFactory()
    invitation, link = invited(member=member, person="Mara Lindner")
    client = Client()
    typed = {"quote_de": submitting.QUOTE, "stamp": submitting.stamp()}
    wrong = filling.send_on(client.get(link), client=client, **typed)
    assert wrong.status_code == 422
    response = filling.send_on(wrong, client=client, consent_publication="on")
    assert response.status_code == 302
    submission = members.Submission.objects.get()
    assert (submission.invitation, submission.member) == (invitation, member)
    invitation.refresh_from_db()
    assert invitation.answered_at is None
    submitting.press(submitting.last_link())
    invitation.refresh_from_db()
    assert invitation.answered_at is not None


def test_who_is_invited_confirms_the_address_all_the_same() -> None:
    _invitation, link = invited()
    sent = len(mail.outbox)
    response = submitting.send(invitation=submitting.token_of(link), email="mara@elsewhere.example")
    assert response.status_code == 302
    assert [message.to for message in mail.outbox[sent:]] == [["mara@elsewhere.example"]]
    assert members.Submission.objects.get().state == "unverified"


def test_it_ends_after_thirty_days() -> None:
    invitation, link = invited()
    token = invitation.tokens.get()
    lasts = token.expires_at - token.created_at
    assert round(lasts.total_seconds() / 86_400) == 30
    members.LinkToken.objects.update(expires_at=token.created_at)
    response = Client().get(link)
    assert response.status_code == 410
    assert Document(response).all("a", href=submitting.FORM["de"])
    sent = submitting.send(invitation=submitting.token_of(link))
    assert sent.status_code == 302
    assert members.Submission.objects.get().invitation is None


@pytest.mark.parametrize("token", ["", "x" * 43, "\0", "é" * 43])
def test_a_forged_invitation_fills_in_nothing(token: str) -> None:
    factories.MemberFactory()
    response = Client().get("/de/mitglieder/testimonial/einladung/", {"t": token})
    assert response.status_code == 404
    assert not Document(response).all("textarea")
    assert submitting.send(invitation=token.replace("\0", "")).status_code == 302
    assert members.Submission.objects.get().invitation is None


def test_a_link_of_another_purpose_is_no_invitation() -> None:
    submission, own = submitting.submitted_by_form()
    token = submitting.token_of(own)
    assert submitting.send(quote_de=OTHER, invitation=token).status_code == 302
    assert members.Submission.objects.latest("pk").invitation is None
    confirm = tokens.issue(tokens.Purpose.CONFIRM, submission)
    opened = Client().get("/de/mitglieder/testimonial/einladung/", {"t": confirm})
    assert opened.status_code == 404


def test_a_button_of_an_invitation_without_a_testimonial_deletes_nothing() -> None:
    invitation, link = invited()
    response = submitting.press(link, delete="1")
    assert response.status_code == 400
    assert members.Invitation.objects.filter(pk=invitation.pk).exists()


def test_a_testimonial_of_the_archive_is_shown_to_its_person_in_both_languages() -> None:
    page, link = of_archive()
    message = mail.outbox[-1]
    assert page.quote_de in message.body
    response = Client().get(link)
    typed = filling.filled(filling.form_with(response))
    assert typed["person"] == [page.person]
    assert typed["member"] == [str(page.member_id)]
    assert typed["function"] == [page.function_de]
    assert (typed["quote_de"], typed["quote_en"]) == ([page.quote_de], [page.quote_en])
    token = submitting.token_of(link)
    english = Client().get("/en/members/testimonial/invitation/", {"t": token})
    assert filling.filled(filling.form_with(english))["function"] == [page.function_en]


def test_its_person_agrees_to_a_testimonial_of_the_archive() -> None:
    page, link = of_archive()
    client = Client()
    response = filling.send_on(
        client.get(link), client=client, consent_publication="on", stamp=submitting.stamp()
    )
    assert response.status_code == 302
    submitting.press(submitting.last_link())
    submission = members.Submission.objects.get()
    assert submission.state == "submitted"
    assert submission.invitation.page == page
    page.refresh_from_db()
    assert page.consent_origin == "archive"


def test_its_person_has_a_testimonial_of_the_archive_deleted() -> None:
    page, link = of_archive()
    address = page.get_url()
    client = Client(enforce_csrf_checks=True)
    assert client.get(f"{link}&delete=1").status_code == 200
    assert Client().get(address).status_code == 200
    response = filling.send_on(client.get(link), "delete", client=client, delete="1")
    assert response.status_code == 200
    assert Client().get(address).status_code == 410
    assert not members.TestimonialPage.objects.filter(pk=page.pk).exists()
    assert not members.Invitation.objects.exists()
    assert submitting.press(link, delete="1").status_code == 404


def test_a_button_that_is_not_pressed_deletes_nothing() -> None:
    page, link = of_archive()
    assert submitting.press(link).status_code == 400
    assert members.TestimonialPage.objects.filter(pk=page.pk).exists()
    assert Client(enforce_csrf_checks=True).post(link, {"delete": "1"}).status_code == 403
    assert members.TestimonialPage.objects.filter(pk=page.pk).exists()


def agreed() -> tuple[members.Submission, members.TestimonialPage, str]:
    """Return a confirmed answer about a testimonial of the archive, that, and the first link."""
    page, link = of_archive()
    typed = {"consent_publication": "on", "stamp": submitting.stamp()}
    assert filling.send_on(Client().get(link), **typed).status_code == 302
    submitting.press(submitting.last_link())
    return members.Submission.objects.get(), page, link


def test_who_has_agreed_and_then_deletes_has_withdrawn() -> None:
    submission, page, link = agreed()
    address = page.get_url()
    submitting.send(invitation=submitting.token_of(link), quote_de=OTHER)
    assert submitting.press(link, delete="1").status_code == 200
    (left,) = members.Submission.objects.all()
    assert (left.pk, left.state, left.email, left.text) == (submission.pk, "withdrawn", "", None)
    assert Client().get(address).status_code == 410
    assert submitting.press(link, delete="1").status_code == 404


def test_who_has_agreed_and_withdraws_is_no_longer_online() -> None:
    _submission, page, link = agreed()
    address, own = page.get_url(), submitting.last_link()
    assert Client().get(address).status_code == 200
    assert submitting.press(own, action="withdraw", sure="on").status_code == 200
    assert Client().get(address).status_code == 410
    assert not members.TestimonialPage.objects.filter(pk=page.pk).exists()
    assert Client().get(link).status_code == 404


def test_an_answer_that_nobody_confirms_leaves_the_archive_as_it_is() -> None:
    page, link = of_archive()
    submitting.send(invitation=submitting.token_of(link))
    submitting.press(submitting.last_link(), delete="1")
    assert not members.Submission.objects.exists()
    assert Client().get(page.get_url()).status_code == 200


def test_answer_that_was_not_confirmed_leaves_the_invitation() -> None:
    invitation, link = invited()
    answer = submitting.send(invitation=submitting.token_of(link))
    assert answer.status_code == 302
    submitting.press(submitting.last_link(), delete="1")
    assert not members.Submission.objects.exists()
    assert members.Invitation.objects.filter(pk=invitation.pk).exists()
    assert Client().get(link).status_code == 200
