"""The consent texts: changed by Chefredaktion, in versions that stay."""

from typing import Any

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from members.models import ConsentText, Purpose
from members.submissions.consents import current_versions, make_texts
from metropol.setup.staff import CHIEF_EDITORS, EDITORS, TRANSLATORS
from tests import factories
from tests.members import moderating
from tests.members.submitting import QUOTE_EN, form_data, send, staff_client, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def text() -> ConsentText:
    """The consent to publication."""
    return ConsentText.objects.get(purpose=Purpose.PUBLICATION)


def address(name: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_members_consenttext:{name}", args=args)


def save(client: Client, text: ConsentText, **changes: str) -> Any:
    data = {"text_de": text.text_de, "text_en": text.text_en} | changes
    return client.post(address("edit", text.pk), data)


def test_every_purpose_has_a_text_from_the_start() -> None:
    assert set(ConsentText.objects.values_list("purpose", flat=True)) == set(Purpose.values)
    assert [version.number for version in current_versions().values()] == [1, 1, 1, 1]


def test_change_is_a_new_version_with_history(text: ConsentText) -> None:
    client = moderating.login(CHIEF_EDITORS)
    assert save(client, text, text_de="Ich stimme zu.").status_code == 302
    assert [version.number for version in text.versions.all()] == [2, 1]
    newest = current_versions()[Purpose.PUBLICATION]
    assert (newest.text("de"), newest.text("en")) == ("Ich stimme zu.", text.text_en)
    assert text.versions.get(number=1).text_de == text.text_de
    assert text.revisions.count() == 2
    history = client.get(address("history", text.pk))
    assert history.status_code == 200
    assert len(history.context["object_list"]) >= 1


def test_saving_without_a_change_makes_no_version(text: ConsentText) -> None:
    client = moderating.login(CHIEF_EDITORS)
    assert save(client, text).status_code == 302
    text.save()
    assert text.versions.count() == 1


def test_going_back_to_an_earlier_text_is_a_version_too(text: ConsentText) -> None:
    client = moderating.login(CHIEF_EDITORS)
    save(client, text, text_de="Ich stimme zu.")
    first = text.revisions.earliest("pk")
    revert = address("revisions_revert", text.pk, first.pk)
    assert text.text_de in client.get(revert).content.decode()
    save(client, text)
    assert [version.number for version in text.versions.all()] == [3, 2, 1]
    assert current_versions()[Purpose.PUBLICATION].text_de == text.text_de


@pytest.mark.parametrize("field", ["text_de", "text_en"])
def test_both_languages_are_required(field: str, text: ConsentText) -> None:
    response = save(moderating.login(CHIEF_EDITORS), text, **{field: ""})
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert text.versions.count() == 1


@pytest.mark.parametrize("is_administrator", [False, True])
def test_none_is_added_or_deleted(is_administrator: bool, text: ConsentText) -> None:
    client = (
        staff_client(factories.UserFactory(is_superuser=True))
        if is_administrator
        else moderating.login(CHIEF_EDITORS)
    )
    for name, args in (("add", ()), ("delete", (text.pk,))):
        for response in (client.get(address(name, *args)), client.post(address(name, *args))):
            assert response.status_code in (302, 403, 404)
    assert ConsentText.objects.count() == 4
    html = client.get(address("list")).content.decode()
    assert address("add") not in html
    assert address("delete", text.pk) not in html
    assert address("edit", text.pk) in html
    bulk = reverse("wagtail_bulk_action", args=["members", "consenttext", "delete"])
    client.post(f"{bulk}?id={text.pk}")
    assert ConsentText.objects.count() == 4


@pytest.mark.parametrize("group", [EDITORS, TRANSLATORS])
def test_nobody_else_changes_them(group: str, text: ConsentText) -> None:
    client = moderating.login(group)
    response = save(client, text, text_de="Alles ist erlaubt.")
    assert response.status_code in (302, 403)
    text.refresh_from_db()
    assert text.text_de != "Alles ist erlaubt."
    assert text.versions.count() == 1
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert address("list") not in home
    assert client.get(address("list")).status_code in (302, 403)


def test_consent_holds_the_wording_that_was_read(text: ConsentText) -> None:
    made, _link = submitted(language="en", quote_en=QUOTE_EN)
    save(moderating.login(), text, text_en="I agree to everything.")
    consent = made.consents.get(version__consent=text)
    assert consent.language == "en"
    assert consent.version.number == 1
    assert consent.version.text("en") != "I agree to everything."
    assert consent.digest == consent.version.digest("en")


def test_wording_that_changed_while_the_form_was_open_is_read_again(text: ConsentText) -> None:
    opened = form_data()
    save(moderating.login(), text, text_de="Ich stimme etwas anderem zu.")
    response = send(wording=opened["wording"])
    assert response.status_code == 422
    assert "Ich stimme etwas anderem zu." in response.content.decode()


def test_wording_that_somebody_agreed_to_cannot_be_deleted(text: ConsentText) -> None:
    submitted()
    for deed in (text.delete, text.versions.get().delete):
        with pytest.raises(ProtectedError):
            deed()


def test_setting_up_again_leaves_what_staff_wrote(text: ConsentText) -> None:
    save(moderating.login(), text, text_de="Ich stimme zu.")
    make_texts(dict.fromkeys(Purpose, ("a", "b")))
    text.refresh_from_db()
    assert (text.text_de, text.versions.count()) == ("Ich stimme zu.", 2)


def test_text_is_not_markup(text: ConsentText) -> None:
    client = moderating.login()
    evil = "<script>alert(1)</script>"
    save(client, text, text_de=evil, text_en=evil)
    made, _link = submitted()
    pages = [
        client.get(address("list")),
        client.get(address("edit", text.pk)),
        client.get(address("history", text.pk)),
        client.get(reverse("submissions:detail", args=[made.pk])),
        Client().get("/de/mitglieder/testimonial/"),
    ]
    for page in pages:
        assert page.status_code == 200
        assert evil not in page.content.decode()
