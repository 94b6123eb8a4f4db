"""The mails to people: which language, which words, which link, and nothing else."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import translation
from wagtail.models import Site

from members.models import Invitation, Letter, Submission
from members.submissions import outbox
from members.submissions.letters import LINKS
from metropol.models import SiteSettings
from tests import factories
from tests.members import moderating
from tests.members.submitting import EMAIL, QUOTE, QUOTE_EN, link_of

pytestmark = pytest.mark.django_db

SUBJECTS = {
    "confirm": ("Bitte bestätigen Sie Ihr Testimonial", "Please confirm your testimonial"),
    "received": ("Ihr Testimonial ist eingegangen", "We have received your testimonial"),
    "changes": (
        "Bitte sehen Sie sich die Änderungen an Ihrem Testimonial an",
        "Please look at the changes to your testimonial",
    ),
    "published": ("Ihr Testimonial ist online", "Your testimonial is online"),
    "declined": ("Zu Ihrem Testimonial", "About your testimonial"),
    "withdrawn": ("Ihr Testimonial ist widerrufen", "Your testimonial is withdrawn"),
    "renew": ("Stimmt Ihr Testimonial noch?", "Is your testimonial still right?"),
    "link": ("Ihr Link", "Your link"),
    "invitation": ("Ihre Stimme für die Region", "Your voice for the region"),
    "archive": ("Dürfen wir Ihr Testimonial zeigen?", "May we show your testimonial?"),
}
KINDS = [(kind, language) for kind in SUBJECTS for language in ("de", "en")]
#: The state that a submission has when it gets a mail.
STATES = {
    "confirm": "unverified",
    "changes": "changes_sent",
    "published": "published",
    "declined": "declined",
    "withdrawn": "withdrawn",
    "renew": "published",
}


class Tags(HTMLParser):
    """The tags of a page, with what they link to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src") and value]


def owner_of(kind: str, language: str, **content: str) -> Submission | Invitation:
    if kind in ("invitation", "archive"):
        page = None
        if kind == "archive":
            page = factories.TestimonialPageFactory(consent_origin="archive", quote_en=QUOTE_EN)
        return Invitation.objects.create(
            email=EMAIL, language=language, person=content.get("person", "Mara"), page=page
        )
    made = moderating.submission(STATES.get(kind, "submitted"), language=language, **content)
    if STATES.get(kind) == "published":
        made.page = factories.TestimonialPageFactory()
        made.save()
    return made


def sent(kind: str, language: str, reason: str = "", **content: str) -> EmailMultiAlternatives:
    """Return the mail of a kind, sent while another language is active."""
    owner = owner_of(kind, language, **content)
    with translation.override("en" if language == "de" else "de"):
        letter = outbox.queue(Letter.Kind(kind), owner, reason=reason)
    letter.refresh_from_db()
    assert letter.sent_at, letter.error
    (message,) = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    return message


def html_of(message: EmailMultiAlternatives) -> str:
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    assert isinstance(html, str)
    return html


def test_there_are_no_other_kinds() -> None:
    assert set(SUBJECTS) == set(Letter.Kind.values)
    assert set(Letter.Kind.values) - {str(kind) for kind in LINKS} == {"withdrawn"}


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_mail_is_in_the_language_of_the_form_as_text_and_html(kind: str, language: str) -> None:
    message = sent(kind, language)
    html = html_of(message)
    assert message.subject == SUBJECTS[kind][language == "en"]
    assert message.to == [EMAIL]
    assert f'<html lang="{language}">' in html
    hello = {"de": "Guten Tag", "en": "Dear|Hello"}[language]
    assert re.match(hello, message.body)
    assert re.search(hello, html)
    words = [line for line in message.body.splitlines() if line and "?t=" not in line]
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#x27;", "'")
    for line in words:
        assert line in (shown, "-- ") or " ".join(line.split()).rstrip(":") in shown
    assert "{" not in message.body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_link_is_in_both_parts_and_opens_a_page_in_the_same_language(
    kind: str, language: str
) -> None:
    message = sent(kind, language)
    if kind == "withdrawn":
        assert "?t=" not in message.body + html_of(message)
        return
    link = link_of(message)
    shown = Tags(html_of(message))
    address = next(each for each in shown.links if "?t=" in each)
    assert address in message.body
    assert address.endswith(link)
    assert urlsplit(address).netloc
    response = Client().get(link)
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_mail_loads_nothing_and_has_no_markup_of_its_text(kind: str, language: str) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:x'>x</a>"
    message = sent(kind, language, reason=evil, person=evil[:100], quote_de=evil)
    shown = Tags(html_of(message))
    assert not {"script", "img", "link", "iframe", "form"} & set(shown.tags)
    assert not [link for link in shown.links if not link.startswith(("http://", "https://"))]


@pytest.mark.parametrize("language", ["de", "en"])
def test_mail_to_an_unconfirmed_address_holds_nothing_that_a_stranger_typed(language: str) -> None:
    message = sent("confirm", language, person="Kaufen Sie", organisation="Billig AG")
    for part in (message.subject, message.body, html_of(message)):
        assert not re.search("Kaufen|Billig|guter? Idee", part)


@pytest.mark.parametrize("kind", ["changes", "declined"])
def test_reason_of_staff_stands_in_the_mail(kind: str) -> None:
    message = sent(kind, "de", reason="Der zweite Satz\nwar zu lang & <lang>.")
    assert "Der zweite Satz\nwar zu lang & <lang>." in message.body
    assert "Der zweite Satz<br>war zu lang &amp; &lt;lang&gt;." in html_of(message)


def test_mail_about_changes_shows_the_text_as_it_is_now() -> None:
    message = sent("changes", "de", quote_en=QUOTE_EN)
    assert QUOTE in message.body
    assert QUOTE_EN in message.body


@pytest.mark.parametrize("kind", ["published", "renew"])
def test_mail_about_a_page_has_its_address(kind: str) -> None:
    made = moderating.published()
    mail.outbox.clear()
    outbox.queue(Letter.Kind(kind), made)
    assert made.page.get_full_url() in mail.outbox[0].body
    assert made.page.get_full_url() in Tags(html_of(mail.outbox[0])).links


@pytest.mark.parametrize(
    "name", ["Mara\r\nBcc: evil@evil.example", "Mara\nSubject: x", "M\x0ba\x85", "=?utf-8?q?x?="]
)
@pytest.mark.parametrize("kind", ["received", "published", "invitation"])
def test_name_cannot_break_a_mail(kind: str, name: str) -> None:
    message = sent(kind, "de", person=name)
    written = message.message()
    assert written["Bcc"] is None
    assert written.get_all("Subject") == [message.subject]
    assert written.get_all("To") == [EMAIL]
    assert "evil" not in message.subject
    assert message.recipients() == [EMAIL]


def test_address_that_is_none_is_never_sent_to() -> None:
    made = moderating.submission(email="mara@x.example\nBcc: evil@evil.example")
    letter = outbox.queue(Letter.Kind.RECEIVED, made)
    letter.refresh_from_db()
    assert (mail.outbox, letter.sent_at) == ([], None)
    assert letter.error
    assert "evil" not in letter.error


def test_sender_and_answers_are_those_of_the_site() -> None:
    settings = SiteSettings.for_site(Site.objects.get())
    settings.organisation_de, settings.email = "Region e. V.", "kontakt@region.example"
    settings.street, settings.city = "Ring 1", "Halle"
    settings.save()
    message = sent("received", "de")
    assert message.reply_to == ["kontakt@region.example"]
    for words in ("Region e. V.", "Ring 1, ", "Halle", "kontakt@region.example"):
        assert words in message.body
        assert words in html_of(message)


def test_validity_of_the_link_is_said() -> None:
    assert "7 Tage" in sent("received", "de").body
    mail.outbox.clear()
    assert "30 days" in sent("invitation", "en").body


def test_each_attempt_has_a_fresh_link_and_only_its_digest_is_stored() -> None:
    made = moderating.submission()
    for _time in range(2):
        outbox.queue(Letter.Kind.RECEIVED, made)
    one, two = (link_of(message).partition("?t=")[2] for message in mail.outbox)
    assert one != two
    assert made.tokens.count() == 2
    for token in made.tokens.all():
        assert token.digest not in (one, two)
    assert Client().get(link_of(mail.outbox[0])).status_code == 200
