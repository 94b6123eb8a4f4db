"""The directory of members and the list of testimonials, with their filters."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from clusters.models import ClusterPage
from members.models import Member, MemberCategory
from metropol.models import HomePage
from tests.factories import ClusterPageFactory, MemberFactory, TestimonialPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

MEMBERS, TESTIMONIALS = "/de/mitglieder/", "/de/mitglieder/testimonials/"


def html(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        client.get(path)
    return len(found)


@pytest.fixture
def holz() -> ClusterPage:
    return ClusterPageFactory(title="Netzwerk Holz", english=True, title_en="Timber Network")


@pytest.fixture
def members(holz: ClusterPage) -> list[Member]:
    """Make a company in the cluster and a university in another town."""
    founders = MemberCategory.objects.create(name_de="Gründer", name_en="Founders")
    works = MemberFactory(name="Werk Alpha", category=founders, city="Jena")
    works.clusters.set([holz])
    works.save()
    return [works, MemberFactory(name="Hochschule Beta", kind="university", city="Halle (Saale)")]


@pytest.mark.usefixtures("members")
def test_town_without_a_member_of_the_kind_gives_an_empty_list(client: Client) -> None:
    assert "Hochschule Beta" not in html(client, f"{MEMBERS}?city=Jena&kind=university")
    assert client.get(f"{MEMBERS}?city=Atlantis").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "kind=company",
        "category=gruender",
        "category=founders",
        "cluster=netzwerk-holz",
        "city=Jena",
    ],
)
@pytest.mark.usefixtures("members")
def test_members_are_filtered(client: Client, query: str) -> None:
    found = html(client, f"{MEMBERS}?{query}")
    assert "Werk Alpha" in found
    assert "Hochschule Beta" not in found


@pytest.mark.usefixtures("members")
def test_filters_are_links_with_counts_and_know_the_other_language(
    client: Client, holz: ClusterPage
) -> None:
    found = html(client, MEMBERS)
    assert 'href="/de/mitglieder/?kind=university"' in found
    assert 'href="/de/mitglieder/?city=Halle+%28Saale%29"' in found
    response = client.get(f"{MEMBERS}?category=gruender&cluster=netzwerk-holz&p=1")
    slug = holz.slug_en
    assert response.context["other_query"] == f"category=founders&cluster={slug}&p=1"


@pytest.mark.parametrize(
    "query",
    ["kind=x", "kind=%00", "category=x", "cluster=x", "city=Entenhausen", f"city={'x' * 10_000}"],
)
@pytest.mark.usefixtures("members")
def test_filter_that_cannot_be_one_is_not_found(client: Client, query: str) -> None:
    assert client.get(f"{MEMBERS}?{query}").status_code == 404


def test_entry_has_an_anchor_and_leads_to_what_the_member_says(
    client: Client, members: list[Member]
) -> None:
    speaking, silent = members
    TestimonialPageFactory(member=speaking)
    found = html(client, MEMBERS)
    assert f'id="member-{speaking.pk}"' in found
    assert f'id="member-{silent.pk}"' in found
    assert f"{TESTIMONIALS}?member={speaking.slug}" in found
    assert f"{TESTIMONIALS}?member={silent.slug}" not in found
    english = html(client, "/en/members/")
    assert f"?member={speaking.slug}" not in english


def test_slug_of_a_member_is_unique_and_stays(client: Client) -> None:
    first, second = MemberFactory(name="Über & Co."), MemberFactory(name="Ueber Co")
    odd = MemberFactory(name="!!!")
    assert (first.slug, second.slug, odd.slug) == ("ueber-co", "ueber-co-2", "x")
    first.name = "Anders"
    first.save()
    assert Member.objects.get(pk=first.pk).slug == "ueber-co"


def test_testimonials_are_filtered_by_member_and_cluster(
    client: Client, members: list[Member], holz: ClusterPage
) -> None:
    one = TestimonialPageFactory(person="Mara Lindner", member=members[0])
    other = TestimonialPageFactory(person="Ole Brand", member=members[1])
    other.clusters.set([holz])
    other.save()
    by_member = html(client, f"{TESTIMONIALS}?member={members[0].slug}")
    assert one.person in by_member
    assert other.person not in by_member
    by_cluster = html(client, f"{TESTIMONIALS}?cluster=netzwerk-holz")
    assert other.person in by_cluster
    assert one.person not in by_cluster
    assert client.get(f"{TESTIMONIALS}?member=gibt-es-nicht").status_code == 404


def test_testimonial_leads_to_more_of_its_member_and_cluster(
    client: Client, members: list[Member], holz: ClusterPage
) -> None:
    pages = [TestimonialPageFactory(member=members[0]) for _ in range(2)]
    alone = TestimonialPageFactory(member=members[1])
    for page in pages:
        page.clusters.set([holz])
        page.save()
    found = html(client, pages[0].get_url())
    assert f"{TESTIMONIALS}?member={members[0].slug}" in found
    assert f"{TESTIMONIALS}?cluster=netzwerk-holz" in found
    assert "?member=" not in html(client, alone.get_url())


def test_withdrawn_and_restricted_testimonials_appear_nowhere(
    client: Client, members: list[Member], holz: ClusterPage
) -> None:
    shown = TestimonialPageFactory(person="Mara Lindner", member=members[0])
    hidden = TestimonialPageFactory(person="Ole Brand", member=members[0])
    gone = TestimonialPageFactory(person="Ida Kern", member=members[0], consent_origin="withdrawn")
    PageViewRestriction.objects.create(
        page=hidden, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    for page in (shown, hidden, gone):
        page.clusters.set([holz])
        page.save()
    for path in (TESTIMONIALS, holz.get_url()):
        found = html(client, path)
        assert "Mara Lindner" in found
        assert "Ole Brand" not in found
        assert "Ida Kern" not in found


def test_cluster_that_is_offline_or_restricted_is_no_filter(
    client: Client, members: list[Member], holz: ClusterPage
) -> None:
    restriction = PageViewRestriction.objects.create(
        page=holz, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    assert "Netzwerk Holz" not in html(client, MEMBERS)
    assert client.get(f"{MEMBERS}?cluster=netzwerk-holz").status_code == 404
    restriction.delete()
    holz.english_live = False
    holz.save()
    assert "Netzwerk Holz" in html(client, MEMBERS)
    english = html(client, "/en/members/")
    assert "Netzwerk Holz" not in english
    assert "Timber Network" not in english


def test_directory_needs_ten_queries_with_50_and_with_5000_members(
    client: Client, site: HomePage, holz: ClusterPage
) -> None:
    def add(first: int, last: int) -> None:
        category = MemberCategory.objects.get_or_create(name_de=f"Gruppe {first}")[0]
        Member.objects.bulk_create(
            Member(name=f"Werk {n}", slug=f"w-{n}", kind="company", city="Jena", category=category)
            for n in range(first, last)
        )

    add(0, 50)
    few = queries(client, MEMBERS)
    add(50, 5000)
    assert queries(client, MEMBERS) == few
    assert queries(client, f"{MEMBERS}?city=Jena&kind=company&p=3") <= 10
    assert few <= 10
