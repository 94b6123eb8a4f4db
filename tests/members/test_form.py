"""The public form: its fields, its errors, and that what was typed outlives them."""

import pytest
from django.core import mail
from django.test import Client

from members import models as members
from members.submissions import notices
from tests import factories
from tests.members import filling, submitting
from tests.site.html import Document

pytestmark = pytest.mark.django_db

#: Address, words of the limits, a heading of an error, in each language.
LANGUAGES = [
    ("de", "40 bis 600 Zeichen", "Fehler:", "Ihr Name"),
    ("en", "40 to 600 characters", "Error:", "Your name"),
]


@pytest.mark.parametrize(("language", "limits", "error", "name"), LANGUAGES)
def test_the_form_speaks_the_language_of_its_address(
    language: str, limits: str, error: str, name: str
) -> None:
    response = Client().get(submitting.FORM[language])
    assert response.status_code == 200
    document = Document(response)
    assert document.one("html")["lang"] == language
    assert document.one("label", **{"for": "id_person"}).text == name
    for code in ("de", "en"):
        quote = document.one("textarea", name=f"quote_{code}")
        assert quote["lang"] == code
        assert limits in filling.described(document, quote)
    assert error not in document.one("title").text
    assert Client().head(submitting.FORM[language]).status_code == 200
    other = {"de": "en", "en": "de"}[language]
    assert document.all("a", href=submitting.FORM[other], hreflang=other)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("sent", [False, True])
def test_each_control_has_a_label_and_each_id_is_there_once(language: str, sent: bool) -> None:
    factories.ClusterPageFactory(english=True)
    client = Client()
    response = client.get(submitting.FORM[language])
    if sent:
        response = client.post(submitting.FORM[language], {"clusters": "x", "email": "x"})
        assert response.status_code == 422
    document = Document(response)
    ids = [element["id"] for element in document.elements if element["id"]]
    assert len(ids) == len(set(ids))
    seen = filling.controls(document)
    assert {"person", "quote_de", "quote_en", "portrait", "clusters", "website"} <= {
        control["name"] for control in seen
    }
    for control in seen:
        label = document.one("label", **{"for": str(control["id"])})
        assert label.text.strip()
        filling.described(document, control)
    assert len(document.all("h1")) == 1


def test_no_consent_is_ticked_and_only_the_first_is_required() -> None:
    document = Document(Client().get(submitting.FORM["de"]))
    consents = [
        element
        for element in document.all("input", type="checkbox")
        if str(element["name"]).startswith("consent_")
    ]
    assert [each["name"] for each in consents] == [
        f"consent_{purpose}" for purpose in members.Purpose.values
    ]
    assert not any("checked" in each.attributes for each in consents)
    assert ["required" in each.attributes for each in consents] == [True, False, False, False]
    response = submitting.send(consent_publication=None, consent_reuse="on")
    assert response.status_code == 422
    assert "id_consent_publication" in filling.summary(response).values()


@pytest.mark.parametrize(("language", "limits", "error", "name"), LANGUAGES)
def test_each_error_stands_at_its_field_and_on_top_with_a_link_to_it(
    language: str, limits: str, error: str, name: str
) -> None:
    response = submitting.send(
        language=language,
        person="",
        organisation=None,
        email="mara.lindner",
        quote_de="zu kurz",
        clusters="999999",
        consent_publication=None,
    )
    assert response.status_code == 422
    document = Document(response)
    assert document.one("title").text.strip().startswith(error)
    assert document.one("div", id="errors")["role"] == "alert"
    summary = filling.summary(response)
    wrong = ["person", "member", "email", "quote_de", "clusters", "consent_publication"]
    assert sorted(summary.values()) == sorted(f"id_{name}" for name in wrong)
    for text, target in summary.items():
        control = next(each for each in document.elements if each["id"] == target)
        assert text.partition(": ")[2] in filling.described(document, control)
        if control.name != "fieldset":
            assert control["aria-invalid"] == "true"
    valid = document.one("textarea", name="quote_en")
    assert valid["aria-invalid"] is None
    assert not members.Submission.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize("language", ["de", "en"])
def test_everything_typed_survives_an_error_the_portrait_too(language: str) -> None:
    member = factories.MemberFactory()
    clusters = [factories.ClusterPageFactory(english=True) for _ in range(3)]
    typed = {
        "person": "Mara „M“ <Lindner> & Söhne",
        "function": "Geschäftsführerin",
        "member": str(member.pk),
        "email": "mara@werkhof",
        "quote_de": submitting.QUOTE + "\n\nZweiter Absatz.",
        "quote_en": submitting.QUOTE_EN,
        "clusters": [str(clusters[0].pk), str(clusters[2].pk)],
        "alt": "Mara Lindner am Fluss",
        "credit": "Jo Ahrens",
        "consent_portrait": "on",
        "consent_reuse": "on",
    }
    client = Client()
    response = submitting.send(
        client, language, organisation=None, portrait=submitting.picture(), **typed
    )
    assert response.status_code == 422
    kept = filling.filled(filling.form_with(response))
    for name, value in typed.items():
        assert sorted(kept[name]) == sorted(value if isinstance(value, list) else [value])
    assert "consent_editing" not in kept
    shown = Document(response).one("img", width="96")
    assert client.get(str(shown["src"])).headers["Content-Type"] == "image/jpeg"
    response = filling.send_on(response, client=client, email=submitting.EMAIL)
    assert response.status_code == 302
    submission = members.Submission.objects.get()
    text = submission.text
    assert (submission.email, submission.member) == (submitting.EMAIL, member)
    assert set(submission.clusters.all()) == {clusters[0], clusters[2]}
    assert text is not None
    assert (text.person, text.organisation) == (typed["person"], member.name)
    assert (text.quote_de, text.quote_en) == (typed["quote_de"], typed["quote_en"])
    assert (getattr(text, f"function_{language}"), text.credit) == (
        typed["function"],
        typed["credit"],
    )
    assert getattr(text, f"alt_{language}") == typed["alt"]
    assert text.portrait is not None
    assert text.portrait.texts.count() == 1


def test_a_portrait_that_was_removed_does_not_come_back_with_the_next_error() -> None:
    client = Client()
    response = submitting.send(
        client, email="", portrait=submitting.picture(), consent_portrait="on"
    )
    response = filling.send_on(response, client=client, drop_portrait="on")
    assert response.status_code == 422
    assert not Document(response).all("img", width="96")
    response = filling.send_on(response, client=client, email=submitting.EMAIL)
    assert response.status_code == 302
    assert members.Submission.objects.get().text.portrait is None


def test_a_portrait_needs_its_own_consent_or_goes() -> None:
    response = submitting.send(portrait=submitting.picture())
    assert response.status_code == 422
    assert list(filling.summary(response).values()) == ["id_consent_portrait"]
    agreed = filling.send_on(response, consent_portrait="on")
    assert agreed.status_code == 302
    assert members.Submission.objects.get().text.portrait is not None


def test_a_kept_portrait_is_seen_by_its_signed_address_only() -> None:
    client = Client()
    response = submitting.send(
        client, email="", portrait=submitting.picture(), consent_portrait="on"
    )
    address = str(Document(response).one("img", width="96")["src"])
    path = address.partition("?")[0]
    portrait = members.Portrait.objects.get()
    seen = client.get(address)
    assert seen.content == bytes(portrait.data)
    assert "no-store" in seen.headers["Cache-Control"]
    assert seen.headers["X-Robots-Tag"] == "noindex"
    for wrong in ("", f"?s={portrait.key}", f"{address[len(path) :]}x", "?s=\0"):
        assert client.get(f"{path}{wrong}").status_code == 404
    portrait.delete()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("size", "text", "accepted"),
    [
        (39, "x", False),
        (40, "x", True),
        (40, "  x  \r\n", True),
        (39, "  x  \r\n", False),
        (600, "x", True),
        (601, "x", False),
        # A line end counts once, though browsers send two characters.
        (39, "Erste Zeile.\r\nZweite Zeile.\r\nx", False),
        (40, "Erste Zeile.\r\nZweite Zeile.\r\nx", True),
        (600, "Erste Zeile.\r\nZweite Zeile.\r\nx", True),
    ],
)
def test_a_quote_has_forty_to_six_hundred_characters(size: int, text: str, accepted: bool) -> None:
    rest = size - len(text.strip().replace("\r\n", "\n")) + 1
    words = " ".join(str(number) for number in range(100, 400))[:rest].replace(" ", "-")
    text = text.replace("x", words)
    response = submitting.send(quote_de=text)
    assert response.status_code == (302 if accepted else 422), response.context["form"].errors
    if accepted:
        assert len(members.Submission.objects.get().text.quote_de) == size
    else:
        assert f"{size} Zeichen" in "".join(filling.summary(response))
        again = filling.send_on(response, quote_de=submitting.QUOTE)
        assert again.status_code == 302


@pytest.mark.parametrize("language", ["de", "en"])
def test_one_quote_is_enough_in_whatever_language(language: str) -> None:
    for code in ("de", "en"):
        response = submitting.send(
            language=language,
            email=f"{code}@werkhof.example",
            quote_de=submitting.QUOTE if code == "de" else "",
            quote_en=submitting.QUOTE_EN if code == "en" else "",
        )
        assert response.status_code == 302
    response = submitting.send(language=language, quote_de="", quote_en="")
    assert list(filling.summary(response).values()) == [f"id_quote_{language}"]


def test_a_member_is_chosen_or_named_but_not_both() -> None:
    member = factories.MemberFactory()
    both = submitting.send(member=member.pk)
    assert list(filling.summary(both).values()) == ["id_organisation"]
    neither = submitting.send(organisation=" ")
    assert list(filling.summary(neither).values()) == ["id_member"]
    assert submitting.send(organisation="Neue Werkstatt eG").status_code == 302
    submission = members.Submission.objects.get()
    assert submission.member is None
    assert submission.text.organisation == "Neue Werkstatt eG"
    assert members.Member.objects.count() == 1


def test_clusters_have_their_name_in_the_language_of_the_form() -> None:
    german = factories.ClusterPageFactory(title="Nur Deutsch")
    both = factories.ClusterPageFactory(title="Beides", title_en="Both", english=True)
    for language, labels in (("de", {"Nur Deutsch", "Beides"}), ("en", {"Both"})):
        document = Document(Client().get(submitting.FORM[language]))
        boxes = document.all("input", name="clusters")
        names = {document.one("label", **{"for": str(box["id"])}).text for box in boxes}
        assert labels <= names
    assert submitting.send(language="en", clusters=[german.pk]).status_code == 422
    assert submitting.send(language="en", clusters=[both.pk]).status_code == 302


def test_a_script_is_not_needed() -> None:
    client = Client()
    page = client.get(submitting.FORM["de"])
    response = filling.send_on(
        page,
        client=client,
        person="Mara Lindner",
        organisation="Werkhof GmbH",
        email=submitting.EMAIL,
        quote_de=submitting.QUOTE,
        consent_publication="on",
        stamp=submitting.stamp(),
    )
    assert response.status_code == 302
    sent = client.get(response["Location"])
    assert sent.status_code == 200
    assert Document(sent).one("h1").text == notices.find("sent").heading
