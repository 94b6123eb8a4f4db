"""The page of one submission: what a moderator sees, and what the buttons do."""

import json
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from clusters.models import ClusterPage
from members import models as members
from members.models import Member, Submission
from members.submissions import consents, moderation
from tests import factories
from tests.members import moderating
from tests.members.submitting import EMAIL, QUOTE, QUOTE_EN, chief, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """Chefredaktion."""
    return moderating.login()


def show(client: Client, made: Submission) -> str:
    response = client.get(reverse("submissions:detail", args=[made.pk]))
    assert response.status_code == 200
    return response.content.decode()


def act(client: Client, made: Submission, action: str, **data: Any) -> Any:
    address = reverse("submissions:detail", args=[made.pk])
    response = client.post(address, {"action": action} | data)
    made.refresh_from_db()
    return response


def form(made: Submission, **changes: Any) -> dict[str, Any]:
    """Return what the form of an edit sends."""
    text = made.text
    assert text
    names = ("person", "organisation", "function_de", "function_en", "quote_de", "quote_en")
    data: dict[str, Any] = {name: getattr(text, name) for name in names}
    data |= {"base": text.number, "member": made.member_id or ""}
    return data | changes


def test_moderator_sees_all_there_is_to_judge(client: Client) -> None:
    portrait = moderating.portrait()
    made = moderating.ready(
        quote_en=QUOTE_EN,
        function_de="Leitung",
        portrait=portrait,
        alt_de="Sie lacht",
        credit="Ada",
    )
    earlier = moderating.submission("declined", email=EMAIL.upper(), person="Früher Mara")
    same_member = moderating.submission(
        "approved", email="x@y.example", member=made.member, person="Anders"
    )
    stranger = moderating.submission(email="z@y.example", person="Fremd")
    consents.withdraw(made, members.Purpose.REUSE)
    moderating.edit(made, chief(), quote_de=QUOTE.replace("einer Stunde", "zwei Stunden"))
    html = show(client, made)
    original = html[html.index('id="original"') : html.index('id="facts"')]
    for words in (QUOTE, QUOTE_EN, "Mara Lindner", "Werkhof GmbH", "Leitung", "Sie lacht", "© Ada"):
        assert words in original
    assert reverse("submissions:portrait", args=[made.pk, portrait.pk]) in original
    difference = html[html.index('id="differences"') :]
    assert re.search("<del>.*einer Stunde.*</del>", difference)
    assert re.search("<ins>.*zwei Stunden.*</ins>", difference)
    assert EMAIL in html
    for consent in made.consents.all():
        assert str(consent.version.consent) in html
    assert html.count("<s>") == 1
    for other in (earlier, same_member):
        assert reverse("submissions:detail", args=[other.pk]) in html
    assert reverse("submissions:detail", args=[stranger.pk]) not in html
    assert reverse("submissions:proof", args=[made.pk]) in html


def test_original_stays_what_it_was_through_all_edits(client: Client) -> None:
    made = moderating.ready()
    for number in range(3):
        assert (
            act(client, made, "edit", **form(made, quote_de=f"{QUOTE} {number}")).status_code == 302
        )
    assert made.texts.count() == 4
    assert made.original
    assert (made.original.number, made.original.quote_de) == (1, QUOTE)
    assert made.original.author == "person"
    html = show(client, made)
    assert QUOTE in html[html.index('id="original"') : html.index('id="facts"')]
    assert "<ins>" in html


def test_buttons_are_those_that_are_possible(client: Client) -> None:
    def actions(made: Submission) -> set[str]:
        return set(re.findall(r'name="action"\s+value="(\w+)"', show(client, made)))

    assert actions(moderating.submission("submitted")) == {"take", "edit", "decline"}
    assert actions(moderating.submission("in_review")) == {"edit", "decline"}
    made = moderating.ready()
    assert actions(made) == {"accept", "edit", "decline"}
    moderating.edit(made, chief(), quote_en=QUOTE_EN)
    assert actions(made) == {"send", "edit", "decline"}
    assert actions(moderating.submission("withdrawn")) == set()
    assert actions(moderating.submission("unverified")) == set()
    assert actions(moderating.submission("declined")) == {"take", "edit"}


def test_the_whole_way_by_the_buttons(client: Client) -> None:
    made, _link = submitted()
    assert act(client, made, "take").status_code == 302
    assert made.state == "in_review"
    data = form(made, new_member="on", quote_en=QUOTE_EN)
    data["clusters"] = [ClusterPage.objects.first().pk]
    assert act(client, made, "edit", **data).status_code == 302
    assert made.member == Member.objects.get(name="Werkhof GmbH")
    assert made.clusters.count() == 1
    assert act(client, made, "send", base="2", message=" Passt? ").status_code == 302
    assert made.state == "changes_sent"
    assert "Passt?" in mail.outbox[-1].body
    moderation.approve(made, 2)
    page = members.TestimonialPage.objects.get(pk=made.page_id)
    assert page.get_latest_revision_as_object().member == made.member


def test_accepting_without_member_or_german_is_refused_on_the_screen(client: Client) -> None:
    made = moderating.submission("in_review", quote_de="", quote_en=QUOTE_EN)
    for action in ("accept", "send"):
        response = act(client, made, action, base="1")
        assert response.status_code == 409
        assert "Deutsch ist die Grundlage" in response.content.decode()
    assert "Bitte wählen Sie das Mitglied" in show(client, made)
    assert made.state == "in_review"
    assert not members.TestimonialPage.objects.exists()


def test_declining_asks_for_a_reason(client: Client) -> None:
    made = moderating.submission()
    for reason in ("", "   ", "\n"):
        response = act(client, made, "decline", reason=reason)
        assert response.status_code == 409
        assert "Bitte geben Sie einen Grund an" in response.content.decode()
    assert (made.state, made.letters.count()) == ("submitted", 0)
    assert act(client, made, "decline", reason="Das ist Werbung.").status_code == 302
    assert made.state == "declined"
    assert "Das ist Werbung." in show(client, made)


def test_what_was_typed_is_kept_when_a_deed_is_refused(client: Client) -> None:
    made = moderating.ready()
    moderating.edit(made, chief(), quote_en=QUOTE_EN)
    response = act(client, made, "send", base="1", message="Ein langes Wort an Sie")
    assert response.status_code == 409
    assert "Ein langes Wort an Sie</textarea>" in response.content.decode()
    other = form(made, quote_de=f"{QUOTE} Getippt.") | {"base": "1"}
    response = act(client, made, "edit", **other)
    assert response.status_code == 409
    assert f"{QUOTE} Getippt." in response.content.decode()
    assert 'name="base" value="2"' in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quote_de": "zu kurz"}, "quote_de"),
        ({"quote_de": "x" * 601}, "quote_de"),
        ({"quote_en": "too short"}, "quote_en"),
        ({"person": ""}, "person"),
        ({"person": "x" * 121}, "person"),
        ({"person": "Mara\0"}, "person"),
        ({"quote_de": f"{QUOTE}\0"}, "quote_de"),
        ({"organisation": ""}, "organisation"),
        ({"member": "999999"}, "member"),
        ({"clusters": ["999999"]}, "clusters"),
        ({"clusters": ["x"]}, "clusters"),
        ({"clusters": ["9" * 30]}, "clusters"),
        ({"base": ""}, "base"),
        ({"base": "x"}, "base"),
    ],
)
def test_edit_with_an_error_is_shown_again(
    changes: dict[str, Any], field: str, client: Client
) -> None:
    made = moderating.ready()
    response = act(client, made, "edit", **form(made, **changes))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert made.texts.count() == 1


def test_member_that_is_known_is_not_added_again(client: Client) -> None:
    made = moderating.submission("in_review", organisation="werkhof gmbh")
    factories.MemberFactory(name="Werkhof GmbH")
    response = act(client, made, "edit", **form(made, new_member="on"))
    assert response.status_code == 422
    assert "member" in response.context["form"].errors
    assert Member.objects.count() == 1


def test_portrait_can_be_left_out_by_staff(client: Client) -> None:
    made = moderating.ready(portrait=moderating.portrait())
    data = form(made, no_portrait="on", alt_de="", alt_en="", credit="")
    assert act(client, made, "edit", **data).status_code == 302
    assert made.text
    assert made.text.portrait is None
    assert made.original
    assert made.original.portrait
    assert act(client, made, "accept", base="2").status_code == 302


@pytest.mark.parametrize("base", ["", "0", "x", "-1", "99", "9" * 40, "²"])
def test_deeds_upon_no_version_are_refused(base: str, client: Client) -> None:
    made = moderating.ready()
    assert act(client, made, "accept", base=base).status_code == 409
    assert made.state == "in_review"


@pytest.mark.parametrize("action", ["", "x", "approve", "withdraw", "__class__"])
def test_unknown_deed_does_nothing(action: str, client: Client) -> None:
    made = moderating.ready()
    assert act(client, made, action, base="1").status_code == 302
    assert made.state == "in_review"


@pytest.mark.parametrize("state", ["withdrawn", "unverified"])
@pytest.mark.parametrize("action", ["take", "edit", "send", "accept", "decline", "keep"])
def test_nothing_can_be_done_where_there_is_nothing_to_judge(
    state: str, action: str, client: Client
) -> None:
    made = moderating.submission(state)
    data = form(made, reason="Nein.")
    if state == "withdrawn":
        made.texts.all().delete()
    response = act(client, made, action, **data)
    assert response.status_code in (409, 422)
    assert made.state == state


def test_without_a_list_of_testimonials_the_moderator_is_told(client: Client) -> None:
    made = moderating.ready()
    members.TestimonialIndexPage.objects.get().delete()
    response = act(client, made, "accept", base="1")
    assert response.status_code == 409
    assert made.state == "in_review"


def test_proof_of_consent_is_complete(client: Client) -> None:
    made, _link = submitted(consent_portrait="on")
    consents.withdraw(made, members.Purpose.PORTRAIT)
    response = client.get(reverse("submissions:proof", args=[made.pk]))
    assert response["Content-Disposition"] == f'attachment; filename="consent-{made.pk}.json"'
    found = json.loads(response.content)
    assert found["submission"] == made.pk
    assert found["email_digest"] == made.email_digest
    assert found["email_salt"] == made.email_salt
    assert EMAIL not in response.content.decode()
    assert "Mara" not in response.content.decode()
    publication, portrait = found["consents"]
    version = consents.current_versions()[members.Purpose.PUBLICATION]
    assert publication["purpose"] == "publication"
    assert publication["text"] == version.text_de
    assert publication["sha256"] == version.digest("de")
    assert (publication["version"], publication["language"]) == (1, "de")
    assert publication["given_at"]
    assert publication["confirmed_at"]
    assert (publication["withdrawn_at"], bool(portrait["withdrawn_at"])) == (None, True)
