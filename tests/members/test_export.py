"""Whoever asks gets all that is stored about them: each field of each table that holds them."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from clusters.models import ClusterPage
from members import models as members
from members.submissions import moderation
from members.submissions.erasure import withdraw
from members.submissions.export import person_data
from tests import factories
from tests.members import submitting, walking

pytestmark = pytest.mark.django_db
#: What is no fact about the person: keys between rows, digests of links, who of the staff it was.
LEFT_OUT = {
    members.Submission: {"id", "moderator"},
    members.SubmissionText: {"id", "submission", "user", "portrait"},
    members.SubmissionConsent: {"id", "submission", "version"},
    members.SubmissionChange: {"id", "submission", "user"},
    members.Portrait: {"id", "key", "data", "image", "width", "height"},
    members.LinkToken: {"id", "digest", "submission", "invitation"},
    members.Letter: {"id", "submission", "invitation", "due_at"},
    members.Invitation: {"id", "user"},
}


@pytest.fixture
def submission() -> members.Submission:
    """A submission that was online, is asked about a change, and came by an invitation."""
    chief = submitting.chief()
    cluster = factories.ClusterPageFactory(title="Wasserstoff")
    member = factories.MemberFactory(name="Werkhof Nord GmbH")
    page = factories.TestimonialPageFactory(title="Alt", person="Mara L.", live=False, member=None)
    invitation = members.Invitation.objects.create(
        email=submitting.EMAIL, language="en", member=member, person="Frau Lindner", page=page
    )
    members.LinkToken.objects.create(
        purpose="invite",
        digest="0" * 64,
        invitation=invitation,
        expires_at=datetime(2031, 1, 1, tzinfo=UTC),
    )
    invitation.letters.create(kind="archive", language="en", reason="Bitte.", attempts=3)
    texts = {"alt": "Mara am Fluss", "credit": "Fotohaus Wind", "quote_en": submitting.QUOTE_EN}
    agreed = {"consent_reuse": "on"}
    made = walking.published(chief, **walking.with_portrait(member=member.pk, **texts, **agreed))
    made.clusters.set([ClusterPage.objects.get(pk=cluster.pk)])
    edit = moderation.Edit(
        1,
        {"function_en": "Director", "alt_en": "Mara at the river"},
        member,
        [cluster],
    )
    moderation.edit(made, chief, edit)
    moderation.send_changes(made, chief, 2, "Ist das so recht?")
    made.letters.create(kind="link", recipient="zweite@werkhof.example", error="TimeoutError")
    made.tokens.update(used_at=datetime(2030, 2, 3, tzinfo=UTC))
    made.invitation = invitation
    made.save()
    _date_apart()
    made.refresh_from_db()
    return made


def _date_apart() -> None:
    """Give each time in the tables its own day, so that it is known again."""
    day = datetime(2020, 1, 1, tzinfo=UTC)
    for model in LEFT_OUT:
        names = [f.name for f in model._meta.fields if isinstance(f, models.DateTimeField)]
        for row in model._default_manager.all():
            days = {name: (day := day + timedelta(days=1)) for name in names}
            model._default_manager.filter(pk=row.pk).update(**days)


def values(row: models.Model) -> dict[str, Any]:
    """Return each field of a row as an export must have it."""
    found = {}
    for field in (*row._meta.fields, *row._meta.many_to_many):
        if field.name in LEFT_OUT[type(row)]:
            continue
        value = getattr(row, field.name)
        if isinstance(field, models.ManyToManyField):
            value = value.get().title
        elif isinstance(value, datetime):
            value = value.isoformat()
        elif isinstance(value, members.Member):
            value = value.name
        elif isinstance(value, members.TestimonialPage | members.Invitation):
            value = value.person
        found[field.name] = value
    return found


def leaves(value: Any) -> list[Any]:
    """Return all values of nested lists and dictionaries."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [leaf for each in value for leaf in leaves(each)]
    return [value]


@pytest.mark.parametrize("model", LEFT_OUT, ids=lambda model: model.__name__)
def test_export_has_each_field_of_each_row(
    model: type[models.Model], submission: members.Submission
) -> None:
    found = leaves(person_data(submitting.EMAIL.upper()))
    rows = list(model._default_manager.all())
    assert rows
    for row in rows:
        for name, value in values(row).items():
            assert value in found, f"{model.__name__}.{name}"


def test_export_has_each_model_that_belongs_to_a_submission() -> None:
    related = {
        relation.related_model
        for model in (members.Submission, members.Invitation, members.SubmissionText)
        for relation in model._meta.related_objects
    }
    assert related <= LEFT_OUT.keys()


def test_export_has_pages_portrait_and_wordings(submission: members.Submission) -> None:
    found = leaves(person_data(submitting.EMAIL))
    portrait = members.Portrait.objects.get()
    assert base64.b64encode(bytes(portrait.data)).decode() in found
    page = walking.page_of(submission)
    for value in (page.title, page.slug, page.get_full_url(), page.portrait.title, "Mara L."):
        assert value in found
    for consent in submission.consents.all():
        assert consent.version.text_de in found
    assert len(submission.consents.all()) == 3


def test_person_and_staff_get_the_same_file(submission: members.Submission) -> None:
    own = Client()
    link = next(submitting.link_of(each) for each in reversed(_outbox()) if "?t=" in each.body)
    members.LinkToken.objects.update(expires_at=datetime(2099, 1, 1, tzinfo=UTC))
    response = submitting.press(link, own, action="export")
    assert response["Content-Disposition"] == 'attachment; filename="testimonial.json"'
    assert "no-store" in response["Cache-Control"]
    admin = submitting.staff_client(submitting.chief())
    form = {"email": submitting.EMAIL, "action": "export"}
    of_staff = admin.post(reverse("submissions:person"), form).json()
    assert json.loads(response.content) == of_staff["submissions"][0]
    assert len(of_staff["invitations"]) == 1
    assert of_staff["invitations"][0]["testimonial_of_the_archive"]["person"] == "Mara L."


def _outbox() -> list[Any]:
    from django.core import mail

    return mail.outbox


def test_export_of_what_is_withdrawn_is_the_proof(submission: members.Submission) -> None:
    withdraw(submission)
    (found,) = person_data(submitting.EMAIL)["submissions"]
    assert found["state"] == "withdrawn"
    assert not found["email"]
    assert found["texts"] == []
    assert (found["page"], found["page_texts"], found["invitation"]) == ("", {}, {})
    assert len(found["consents"]) == 3
    assert all(each["withdrawn_at"] for each in found["consents"])
    text = json.dumps(found).lower()
    for word in ("lindner", "werkhof nord", "fluss", submitting.QUOTE.lower()):
        assert word not in text


def test_nobody_gets_what_is_stored_about_others(submission: members.Submission) -> None:
    other = f"x{submitting.EMAIL}"
    assert person_data(other) == {"email": other, "submissions": [], "invitations": []}
    admin = submitting.staff_client(factories.UserFactory())
    form = {"email": submitting.EMAIL, "action": "export"}
    assert admin.post(reverse("submissions:person"), form).status_code == 302
