"""The page of whoever submitted: where it stands, and what they do there."""

import pytest
from django.core import mail
from django.test import Client

from members import models as members
from members.submissions import moderation
from tests.members import filling, own_page, submitting
from tests.members.own_page import NEW
from tests.site.html import Document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_state_is_told_in_words(language: str) -> None:
    submission, link = submitting.submitted(language)
    texts = set()
    for state in members.State.values:
        if state != "withdrawn":
            members.Submission.objects.filter(pk=submission.pk).update(state=state)
            response = Client().get(link)
            assert response.status_code == 200
            document = Document(response)
            assert document.one("html")["lang"] == language
            texts.add(next(each.text for each in document.all("p") if each["class"] == "lead"))
    assert len(texts) == len(members.State.values) - 1
    assert all(text.strip() for text in texts)


def test_the_text_is_shown_as_it_will_appear_each_part_in_its_language() -> None:
    _submission, link = submitting.submitted(
        quote_en=submitting.QUOTE_EN, portrait=submitting.picture(), consent_portrait="on"
    )
    client = Client()
    response = client.get(link)
    document = Document(response)
    german, english = document.all("figure")
    assert submitting.QUOTE in german.text
    assert submitting.QUOTE_EN in english.text
    assert (german["lang"], english["lang"]) == (None, "en")
    assert client.get(str(document.one("img", width="128")["src"])).status_code == 200
    ids = [element["id"] for element in document.elements if element["id"]]
    assert len(ids) == len(set(ids))
    for control in filling.controls(document):
        if control["name"] != "action":
            assert document.one("label", **{"for": str(control["id"])}).text.strip()
            filling.described(document, control)


def test_looking_changes_nothing_and_leaves_no_trace() -> None:
    submission, link = own_page.sent_back()
    sent = len(mail.outbox)
    for query in ("", "&action=approve&base=2", "&action=withdraw&sure=on", "&done=<b>x</b>"):
        response = Client().get(f"{link}{query}")
        assert response.status_code == 200
        assert response.headers["Referrer-Policy"] == "strict-origin"
        assert "no-store" in response.headers["Cache-Control"]
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert "<b>x" not in response.content.decode()
        assert list(response.cookies) == ["csrftoken"]
        assert response.cookies["csrftoken"]["max-age"] == ""
    assert Client().head(link).status_code == 200
    submission.refresh_from_db()
    assert submission.state == "changes_sent"
    assert len(mail.outbox) == sent


@pytest.mark.parametrize("language", ["de", "en"])
def test_changes_by_staff_are_marked_and_approved(language: str) -> None:
    submission, link = own_page.sent_back(language)
    page = Client().get(link)
    assert "Das bleibt so" in Document(page).one("ins").text
    assert "Ein Satz mehr?" in own_page.said(page)
    response = own_page.deed(link, "approve")
    assert response.status_code == 302
    assert submitting.token_of(link) in response["Location"]
    done = Client().get(response["Location"])
    assert Document(done).one("p", role="status").text.strip()
    submission.refresh_from_db()
    assert submission.state == "approved"
    assert submission.text.approved_at is not None
    assert submission.page.quote_de == NEW
    assert not submission.page.live
    again = submitting.press(link, action="approve", base="2")
    assert again.status_code == 409
    assert submission.changes.filter(after="approved").count() == 1


@pytest.mark.parametrize("base", ["1", "", "x", "-2", "2.0", "²", "9" * 50, None])
def test_nobody_approves_a_text_that_they_have_not_seen(base: str | None) -> None:
    submission, link = own_page.sent_back()
    data = {} if base is None else {"base": base}
    response = submitting.press(link, action="approve", **data)
    assert response.status_code == 409
    assert Document(response).one("p", role="alert").text == str(moderation.EditConflict())
    submission.refresh_from_db()
    assert submission.state == "changes_sent"
    assert submission.text.approved_at is None
    assert own_page.deed(link, "approve").status_code == 302


def test_there_is_nothing_to_approve_before_staff_have_asked() -> None:
    submission, link = submitting.submitted()
    response = submitting.press(link, action="approve", base="1")
    assert response.status_code == 409
    assert Document(response).one("p", role="alert").text.strip()
    submission.refresh_from_db()
    assert (submission.state, submission.page) == ("submitted", None)


def test_a_change_by_the_person_goes_back_to_review() -> None:
    submission, link = own_page.published()
    address = submission.page.get_url()
    response = own_page.deed(link, "change", quote_de=submitting.QUOTE_EN, function_de="Vorstand")
    assert response.status_code == 302
    submission.refresh_from_db()
    assert submission.state == "in_review"
    text = submission.text
    assert (text.number, text.author) == (3, "person")
    assert (text.quote_de, text.function_de) == (submitting.QUOTE_EN, "Vorstand")
    assert NEW in Client().get(address).content.decode()
    assert submitting.QUOTE_EN in own_page.said(Client().get(link))


def test_a_change_of_nothing_is_none() -> None:
    submission, link = own_page.published()
    assert own_page.deed(link, "change").status_code == 302
    submission.refresh_from_db()
    assert submission.state == "published"
    assert submission.texts.count() == 2


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_change_with_errors_keeps_what_was_typed_the_portrait_too(language: str) -> None:
    submission, link = submitting.submitted(language)
    client = Client()
    typed = {"quote_de": "Zu kurz.", "quote_en": submitting.QUOTE_EN, "credit": "Jo Ahrens"}
    response = filling.send_on(
        client.get(link),
        "change",
        client=client,
        action="change",
        person="",
        portrait=submitting.picture(),
        **typed,
    )
    assert response.status_code == 422
    assert set(filling.summary(response).values()) == {
        "id_person",
        "id_quote_de",
        "id_consent_portrait",
    }
    document = Document(response)
    assert any("open" in each.attributes for each in document.all("details"))
    assert document.one("input", id="id_person")["aria-invalid"] == "true"
    kept = filling.filled(filling.form_with(response, "change"))
    assert {name: kept[name] for name in typed} == {name: [typed[name]] for name in typed}
    assert submission.texts.count() == 1
    again = filling.send_on(
        response,
        "change",
        client=client,
        action="change",
        person="Mara B. Lindner",
        quote_de="",
        consent_portrait="on",
    )
    assert again.status_code == 302
    text = submission.text
    assert (text.person, text.quote_de, text.quote_en) == (
        "Mara B. Lindner",
        "",
        submitting.QUOTE_EN,
    )
    assert (text.portrait is not None, text.credit) == (True, "Jo Ahrens")
    assert submission.agrees_to(members.Purpose.PORTRAIT)


def test_a_change_of_an_old_text_is_refused_and_what_was_typed_is_still_there() -> None:
    submission, link = submitting.submitted()
    client = Client()
    page = client.get(link)
    moderation.edit(submission, submitting.chief(), moderation.Edit(1, {"quote_de": NEW}))
    mine = f"{submitting.QUOTE} Ja!"
    typed = {"quote_de": mine, "portrait": submitting.picture(), "consent_portrait": "on"}
    response = filling.send_on(page, "change", client=client, action="change", **typed)
    assert response.status_code == 409
    document = Document(response)
    assert document.one("p", role="alert").text == str(moderation.EditConflict())
    assert NEW in document.one("figure").text
    assert filling.filled(filling.form_with(response, "change"))["quote_de"] == [mine]
    assert submission.text.quote_de == NEW
    again = filling.send_on(response, "change", client=client, action="change")
    assert again.status_code == 302
    assert (submission.text.number, submission.text.quote_de) == (3, mine)
    assert submission.text.portrait is not None


def test_a_new_portrait_is_agreed_to_in_the_words_that_were_read() -> None:
    submission, link = submitting.submitted()
    client = Client()
    page = client.get(link)
    text = members.ConsentText.objects.get(purpose="portrait")
    text.text_de = "Mein Bild darf überall stehen."
    text.save()
    typed = {"portrait": submitting.picture(), "consent_portrait": "on"}
    response = filling.send_on(page, "change", client=client, action="change", **typed)
    assert response.status_code == 422
    assert list(filling.summary(response).values()) == ["id_consent_portrait"]
    assert text.text_de in own_page.said(response)
    assert "consent_portrait" not in filling.filled(filling.form_with(response, "change"))
    assert not submission.agrees_to(members.Purpose.PORTRAIT)
    agreed = filling.send_on(
        response, "change", client=client, action="change", consent_portrait="on"
    )
    assert agreed.status_code == 302
    assert submission.consents.get(version__consent=text).version.number == 2


@pytest.mark.parametrize("action", ["", "x", "APPROVE", "\0", "x" * 100_000, None])
def test_another_action_is_none(action: str | None) -> None:
    submission, link = submitting.submitted()
    data = {} if action is None else {"action": action}
    response = submitting.press(link, **data)
    assert response.status_code == 400
    assert submitting.QUOTE in own_page.said(response)
    submission.refresh_from_db()
    assert submission.state == "submitted"


@pytest.mark.parametrize("base", ["x", "", "-1", "9" * 5_000, "1\0", "1.5"])
def test_a_change_of_no_text_is_an_error(base: str) -> None:
    submission, link = submitting.submitted()
    data = {"action": "change", "base": base, "person": "X", "quote_de": NEW}
    response = submitting.press(link, **data)
    assert response.status_code in (409, 422)
    assert NEW in response.content.decode()
    assert submission.texts.count() == 1


@pytest.mark.parametrize("state", ["declined", "unverified"])
def test_what_is_over_is_not_changed(state: str) -> None:
    submission, link = submitting.submitted()
    members.Submission.objects.filter(pk=submission.pk).update(state=state)
    assert not Document(Client().get(link)).all("textarea")
    data = {"action": "change", "base": "1", "person": "X", "quote_de": NEW}
    assert submitting.press(link, **data).status_code == 409
    assert submission.texts.count() == 1
