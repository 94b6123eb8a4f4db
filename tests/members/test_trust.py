"""The e-mail domains of members, and which submissions they vouch for."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from members.admin.base import with_person
from members.models import Member, MemberDomain, Submission
from metropol.mail_addresses import ascii_email
from tests import factories
from tests.members import moderating, submitting

pytestmark = pytest.mark.django_db


def member_form(*domains: str, **changes: Any) -> dict[str, Any]:
    """Return what the form of a member sends."""
    data: dict[str, Any] = {
        "name": "Werkhof GmbH",
        "kind": "company",
        "category": "",
        "website": "",
        "city": "Halle (Saale)",
        "logo": "",
        "domains": inline_formset([{"name": domain} for domain in domains]),
    }
    return nested_form_data(data | changes)


def add_member(client: Client, *domains: str) -> Any:
    return client.post(
        reverse("wagtailsnippets_members_member:add"), member_form(*domains), follow=False
    )


def names() -> list[str]:
    return list(MemberDomain.objects.values_list("name", flat=True))


def seen(client: Client, trust: str) -> list[Submission]:
    """Return what the queue shows with this filter."""
    found = client.get(reverse("submissions:index"), {"trust": trust, "state": "all"})
    return list(found.context["object_list"])


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("werkhof.example", "werkhof.example"),
        ("  werkhof.example ", "werkhof.example"),
        ("@werkhof.example", "werkhof.example"),
        ("WERKHOF.Example", "werkhof.example"),
        ("mail.werkhof.example", "mail.werkhof.example"),
        ("wörkhof.example", "xn--wrkhof-wxa.example"),
        ("WÖRKHOF.example", "xn--wrkhof-wxa.example"),
        ("xn--wrkhof-wxa.example", "xn--wrkhof-wxa.example"),
        ("werkhof.example.", "werkhof.example"),
        ("a-b.xn--p1ai", "a-b.xn--p1ai"),
    ],
)
def test_domain_is_stored_as_mail_addresses_have_it(typed: str, stored: str) -> None:
    response = add_member(moderating.login(), typed)
    assert response.status_code == 302, response.context["form"].formsets["domains"].errors
    assert names() == [stored]


@pytest.mark.parametrize(
    "typed",
    [
        "werkhof",
        "werkhof.example/kontakt",
        "https://werkhof.example",
        "werk hof.example",
        "-werkhof.example",
        "werkhof-.example",
        "werkhof..example",
        ".example",
        "example",
        "%.example",
        "*.werkhof.example",
        "werk_hof.example",
        "192.0.2.7",
        "<script>.example",
        "a" * 64 + ".example",
    ],
)
def test_what_is_no_domain_is_refused_in_the_form_with_a_message(typed: str) -> None:
    response = add_member(moderating.login(), typed)
    assert response.status_code == 200
    assert "Das ist keine Domain. Sie sieht aus wie werkhof.example." in response.content.decode()
    assert not Member.objects.exists()


def test_domain_that_is_too_long_in_ascii_is_refused_in_the_form() -> None:
    response = add_member(moderating.login(), "ö." * 120 + "example")
    assert response.status_code == 200
    assert response.context["form"].formsets["domains"].errors[0].keys() == {"name"}
    assert not Member.objects.exists()


def test_mail_address_in_place_of_a_domain_gives_its_domain() -> None:
    add_member(moderating.login(), "info@werkhof.example")
    assert names() == ["werkhof.example"]


@pytest.mark.parametrize("second", ["werkhof.example", "@werkhof.example", "Werkhof.Example"])
def test_same_domain_twice_is_refused_in_the_form(second: str) -> None:
    response = add_member(moderating.login(), "werkhof.example", second)
    assert response.status_code == 200
    assert not Member.objects.exists()


def test_domain_that_the_member_has_already_is_refused_in_the_form() -> None:
    client = moderating.login()
    member = factories.MemberFactory(name="Werkhof GmbH")
    known = MemberDomain.objects.create(member=member, name="werkhof.example")
    domains = [{"id": known.pk, "name": known.name}, {"name": "@Werkhof.example"}]
    response = client.post(
        reverse("wagtailsnippets_members_member:edit", args=[member.pk]),
        member_form(domains=inline_formset(domains, initial=1)),
    )
    assert response.status_code == 200
    assert names() == ["werkhof.example"]


@pytest.mark.parametrize(
    ("domain", "email", "is_trusted"),
    [
        ("werkhof.example", "mara@werkhof.example", True),
        ("werkhof.example", "mara@WERKHOF.Example", True),
        ("werkhof.example", "mara@halle.werkhof.example", True),
        ("werkhof.example", "mara@a.b.werkhof.example", True),
        ("werkhof.example", "mara@evil-werkhof.example", False),
        ("werkhof.example", "mara@evilwerkhof.example", False),
        ("werkhof.example", "mara@werkhof.example.evil.example", False),
        ("werkhof.example", "mara@example", False),
        ("werkhof.example", "werkhof.example@evil.example", False),
        ("werkhof.example", '"x@werkhof.example"@evil.example', False),
        ("halle.werkhof.example", "mara@werkhof.example", False),
        ("xn--wrkhof-wxa.example", "mara@wörkhof.example", True),
        ("xn--wrkhof-wxa.example", "mara@Halle.WÖRKHOF.example", True),
        ("xn--wrkhof-wxa.example", "mara@xn--wrkhof-wxa.example", True),
        ("xn--wrkhof-wxa.example", "mara@workhof.example", False),
        ("werkhof.example", "", False),
    ],
)
def test_queue_and_submission_agree_on_whom_a_domain_vouches_for(
    domain: str, email: str, is_trusted: bool
) -> None:
    member = factories.MemberFactory()
    MemberDomain.objects.create(member=member, name=domain)
    made = moderating.submission(member=member, email=ascii_email(email))
    assert bool(made.trusted_domain) is is_trusted
    assert with_person(Submission.objects.all()).get().is_trusted is is_trusted
    client = moderating.login()
    assert seen(client, "yes") == ([made] if is_trusted else [])
    assert seen(client, "no") == ([] if is_trusted else [made])


def test_domain_of_another_member_vouches_for_nobody() -> None:
    other = factories.MemberFactory()
    MemberDomain.objects.create(member=other, name="werkhof.example")
    alone = moderating.submission(member=None)
    wrong = moderating.submission(member=factories.MemberFactory())
    assert alone.trusted_domain is wrong.trusted_domain is None
    assert set(seen(moderating.login(), "no")) == {alone, wrong}


def test_one_of_several_domains_is_enough() -> None:
    member = factories.MemberFactory()
    for name in ("anderswo.example", "werkhof.example"):
        MemberDomain.objects.create(member=member, name=name)
    made = moderating.submission(member=member)
    assert made.trusted_domain
    assert made.trusted_domain.name == "werkhof.example"
    assert seen(moderating.login(), "yes") == [made]


def test_queue_and_page_say_that_a_submission_is_not_verified() -> None:
    member = factories.MemberFactory(name="Werkhof GmbH")
    MemberDomain.objects.create(member=member, name="werkhof.example")
    made, _link = submitting.submitted(
        member=member.pk, organisation=None, email="mara@anderswo.example"
    )
    client = moderating.login()
    detail = reverse("submissions:detail", args=[made.pk])
    queue = reverse("submissions:index")
    assert "Nicht als Mitglied bestätigt" in client.get(detail).content.decode()
    cells = re.findall(r"<td>([^<]*)</td>", client.get(queue).content.decode())
    assert "nicht als Mitglied bestätigt" in [cell.strip() for cell in cells]
    MemberDomain.objects.create(member=member, name="anderswo.example")
    assert "Die Domain gehört zu Werkhof GmbH." in client.get(detail).content.decode()
    assert "Nicht als Mitglied bestätigt" not in client.get(detail).content.decode()


def test_address_with_letters_beyond_ascii_is_trusted_through_the_form_too() -> None:
    member = factories.MemberFactory(name="Werkhof GmbH")
    MemberDomain.objects.create(member=member, name="xn--wrkhof-wxa.example")
    made, _link = submitting.submitted(
        member=member.pk, organisation=None, email="Mara@Wörkhof.example"
    )
    assert seen(moderating.login(), "yes") == [made]


def test_person_with_such_an_address_is_found_as_it_is_typed() -> None:
    made, _link = submitting.submitted(email="Mara@Wörkhof.example")
    client = moderating.login()
    data = {"email": "mara@WÖRKHOF.example", "action": "look"}
    assert client.post(reverse("submissions:person"), data).context["submissions"] == [made]
    client.post("/de/mitglieder/testimonial/link/", {"email": "mara@wörkhof.example"})
    assert made.letters.filter(kind="link").count() == 1
