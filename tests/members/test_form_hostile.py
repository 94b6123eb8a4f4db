"""The public form against those who mean no good."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from members import models as members
from tests import factories
from tests.members import filling, submitting
from tests.site.html import Document

pytestmark = pytest.mark.django_db

#: Every field of the form in which somebody can write what they like.
FIELDS = (
    "person",
    "function",
    "organisation",
    "email",
    "quote_de",
    "quote_en",
    "alt",
    "credit",
    "website",
    "stamp",
    "wording",
    "invitation",
    "portrait_key",
    "member",
    "clusters",
    "drop_portrait",
)
HTML = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
ADDRESSES = {
    "form": "/de/mitglieder/testimonial/",
    "confirm": "/de/mitglieder/testimonial/bestaetigen/",
    "manage": "/de/mitglieder/testimonial/verwalten/",
    "invite": "/de/mitglieder/testimonial/einladung/",
    "link": "/de/mitglieder/testimonial/link/",
    "portrait": "/de/mitglieder/testimonial/portraet/",
}


@pytest.mark.parametrize("value", ["a\0b", "x" * 100_000, "9" * 40, HTML], ids=lambda v: v[:5])
def test_no_field_breaks_the_form(value: str, settings: Any) -> None:
    settings.SUBMISSION_LIMITS = {"network": 1000, "email": 1000}
    for field in FIELDS:
        typed = {"organisation": None} if field == "member" else {}
        before = members.Submission.objects.count(), len(mail.outbox)
        response = submitting.send(**typed | {field: value})
        assert response.status_code in (302, 422), field
        if response.status_code == 422:
            assert "<script>alert" not in response.content.decode()
            assert before == (members.Submission.objects.count(), len(mail.outbox))


@pytest.mark.parametrize("field", ["person", "function", "organisation", "quote_de", "alt"])
def test_what_is_too_long_is_told_and_still_there(field: str) -> None:
    value = "Wort " * 20_000
    response = submitting.send(**{field: value, "alt": value})
    assert response.status_code == 422
    assert f"id_{field}" in filling.summary(response).values()
    kept = filling.filled(filling.form_with(response))
    assert kept[field] == [value]


@pytest.mark.parametrize(
    ("length", "domain", "accepted"),
    [
        (254, "werkhof.example", True),
        (255, "werkhof.example", False),
        (320, "werkhof.example", False),
        (240, "höfe.example", True),
        (254, "höfe.example", False),  # longer in ASCII letters
    ],
)
def test_a_mail_address_is_as_long_as_the_table_has_room(
    length: int, domain: str, accepted: bool
) -> None:
    email = f"{'a' * (length - len(domain) - 1)}@{domain}"
    response = submitting.send(email=email)
    assert response.status_code == (302 if accepted else 422)
    if accepted:
        assert len(members.Submission.objects.get().email) <= 254


@pytest.mark.parametrize(
    "wrong",
    [
        {"member": "abc", "organisation": None},
        {"member": "-1", "organisation": None},
        {"member": ["1", "2"], "organisation": None},
        {"clusters": "999999"},
        {"clusters": "abc"},
        {"clusters": ["1", "abc", "99999999999999999999"]},
        {"email": ["a@b.example", "nobody"]},
        {"portrait": "no file"},
        {"consent_publication": "False"},
        {"consent_publication": ""},
    ],
)
def test_wrong_types_are_errors_of_the_form(wrong: dict[str, Any]) -> None:
    response = submitting.send(**wrong)
    accepted = wrong == {"portrait": "no file"}
    assert response.status_code == (302 if accepted else 422)
    assert members.Submission.objects.exists() == accepted


def test_a_file_where_text_belongs_is_no_text() -> None:
    response = submitting.send(person=submitting.picture(), quote_de=submitting.picture())
    assert response.status_code == 422
    assert {"id_person", "id_quote_de"} <= set(filling.summary(response).values())


def test_html_is_text_on_the_form_the_own_page_and_in_mails() -> None:
    member = factories.MemberFactory(name=f"Werkhof {HTML}")
    cluster = factories.ClusterPageFactory(title=f"Netz {HTML}")
    quote = f"{HTML} Hier finden wir alle, die wir brauchen."
    typed = {
        "person": f"Mara {HTML}",
        "function": HTML,
        "alt": HTML,
        "credit": HTML,
        "quote_de": quote,
        "clusters": [cluster.pk],
    }
    client = Client()
    shown = submitting.send(
        client, email=HTML, member=member.pk, organisation=HTML, website=HTML, **typed
    )
    assert shown.status_code == 422
    submission, link = submitting.submitted_by_form(
        member=member.pk,
        organisation=None,
        portrait=submitting.picture(),
        consent_portrait="on",
        **typed,
    )
    own = client.get(link)
    wrong = submitting.press(link, action="change", base=HTML, person=HTML, quote_de=HTML[:30])
    assert wrong.status_code == 422
    for answer in (shown, own, wrong):
        html = answer.content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert HTML in Document(answer).one("main").text or HTML in str(
            filling.filled(filling.form_with(answer, "quote_de"))
        )
    assert submission.text.quote_de == quote
    for message in mail.outbox:
        (html, kind) = message.alternatives[0]
        assert kind == "text/html"
        assert "<script>" not in html
        assert "<img" not in html
    assert "Mara &quot;&#x27;&gt;&lt;script&gt;" in mail.outbox[-1].alternatives[0][0]


@pytest.mark.parametrize(
    "email",
    [
        "mara@werkhof.example\r\nBcc: all@werkhof.example",
        "mara@werkhof.example\nBcc: all@werkhof.example",
        "mara@werkhof.example, all@werkhof.example",
        "Mara <mara@werkhof.example>",
        "mara@werkhof.example%0aBcc:all@werkhof.example",
    ],
)
def test_an_address_adds_no_header(email: str) -> None:
    response = submitting.send(email=email)
    assert response.status_code == 422
    assert list(filling.summary(response).values()) == ["id_email"]
    assert not mail.outbox


def test_a_name_adds_no_header() -> None:
    name = "Mara\r\nBcc: all@werkhof\r\nSubject: Gewinn"
    submitting.submitted_by_form(person=name, organisation=name)
    for message in mail.outbox:
        assert message.recipients() == [submitting.EMAIL]
        sent = message.message()
        assert sent["Bcc"] is None
        assert "Gewinn" not in str(sent["Subject"])


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "utf-16", "no-such", "UTF-8"])
def test_no_encoding_of_the_form_breaks_it(charset: str) -> None:
    lone = {"utf-7": "+2AA-", "unicode_escape": r"\ud800"}.get(charset, "\ud800")
    for field in FIELDS:
        data = submitting.form_data(**{field: f"Hallo {lone}"})
        parts = "".join(
            f'--X\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in data.items()
        )
        response = Client().generic(
            "POST",
            submitting.FORM["de"],
            f"{parts}--X--\r\n".encode(errors="surrogatepass"),
            content_type=f"multipart/form-data; boundary=X; charset={charset}",
        )
        assert response.status_code in (302, 400, 422), field
    for text in members.SubmissionText.objects.values_list("person", "function_de", "quote_de"):
        assert "\ud800" not in "".join(text)


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=list(ADDRESSES))
def test_no_page_breaks_without_its_data_and_nothing_is_changed(address: str) -> None:
    submission, _link = submitting.submitted_by_form()
    sent = len(mail.outbox)
    for query in ("", "?t=%00", "?t=%ED%A0%80", "?t=x&t=y", "?s=%00&done=<b>", f"?t={HTML}"):
        for method in ("GET", "POST", "HEAD", "PUT", "OPTIONS"):
            response = Client().generic(method, f"{address}{query}")
            assert response.status_code in (200, 400, 404, 405, 422), (method, query)
            assert "<script>alert" not in response.content.decode()
    submission.refresh_from_db()
    assert submission.state == "submitted"
    assert len(mail.outbox) == sent


@pytest.mark.parametrize("name", ["confirm", "manage", "invite", "portrait"])
@pytest.mark.parametrize("token", ["+2AA-", "+2AA-:+2AA-:+2AA-"])
def test_half_a_character_is_no_token(name: str, token: str) -> None:
    response = Client().generic(
        "GET",
        f"{ADDRESSES[name]}?t={token.replace('+', '%2B')}&s={token.replace('+', '%2B')}",
        content_type="multipart/form-data; boundary=X; charset=utf-7",
    )
    assert response.status_code in (400, 404)


def test_pages_that_only_tell_something_take_nothing() -> None:
    for address in ("/de/mitglieder/testimonial/gesendet/", "/en/members/testimonial/sent/"):
        assert Client().post(address, submitting.form_data()).status_code in (200, 405)
    assert not members.Submission.objects.exists()


def test_addresses_of_one_language_are_none_of_the_other() -> None:
    for address in (
        "/en/members/testimonial/gesendet/",
        "/de/mitglieder/testimonial/sent/",
        "/de/mitglieder/testimonial/verwalten/x/",
        "/de/mitglieder/testimonial/x/",
        "/de/testimonial/",
    ):
        assert Client().get(address).status_code == 404


def test_too_many_fields_and_too_large_a_body_are_refused() -> None:
    many = submitting.send(**{f"x{number}": "1" for number in range(2_000)})
    assert many.status_code == 400
    large = submitting.send(person="x" * 3_000_000)
    assert large.status_code in (400, 413)
