"""How many queries a page needs, once pictures and site are cached; never more with content."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clusters.models import (
    ClusterAlias,
    ClusterContact,
    ClusterFigure,
    ClusterPage,
    FederalState,
    Sector,
)
from members import models as members
from metropol.models import HomeFigure, HomePage, PickedCluster, PickedTestimonial, WayIn
from news.models import NewsLink, NewsPage, NewsSection
from tests import factories
from tests.factories import (
    ClusterPageFactory,
    DocumentFactory,
    MemberFactory,
    NewsPageFactory,
    PortalImageFactory,
)

pytestmark = pytest.mark.django_db

LISTS = ("/aktuelles/", "/cluster/", "/mitglieder/", "/mitglieder/testimonials/")


@pytest.fixture
def count(client: Client, site: HomePage) -> "Counter":
    return Counter(client)


class Counter:
    """Counts the queries of a second visit."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def __call__(self, url: str) -> int:
        assert self.client.get(url).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            self.client.get(url)
        return len(queries)


def news_page(items: int, **fields: object) -> NewsPage:
    """Return a news page with ``items`` of everything that an ordinary one has."""
    page = NewsPageFactory(
        section=NewsSection.objects.create(name_de=f"Rubrik {items}"),
        image=PortalImageFactory(),
        body_de=[*_everything()] * items,
        **fields,
    )
    page.clusters.set(ClusterPage.objects.all()[:items])
    page.save()
    for number in range(items):
        NewsLink.objects.create(page=page, label_de=f"Link {number}", target=page.get_parent())
    return page


def _everything() -> Iterator[tuple[str, object]]:
    """Yield blocks with a picture, a download and a link to a page."""
    yield "image", {"image": PortalImageFactory()}
    yield "download", {"document": DocumentFactory()}
    yield "paragraph", f'<p><a linktype="page" id="{NewsPageFactory().pk}">Mehr</a></p>'


def test_news_page_needs_eight_queries_whatever_it_holds(count: Counter) -> None:
    few, many = news_page(1), news_page(4)
    assert count(few.get_url()) == count(many.get_url())
    assert count(many.get_url()) <= 8


def test_links_in_a_text_need_no_query_and_downloads_one(count: Counter) -> None:
    def page(items: int) -> NewsPage:
        target = NewsPageFactory()
        text = f'<p><a linktype="page" id="{target.pk}">Mehr</a></p>'
        body = [("paragraph", f"{text}{number}") for number in range(items)]
        body += [("download", {"document": DocumentFactory()}) for number in range(items)]
        return NewsPageFactory(body_de=body)

    without = count(NewsPageFactory().get_url())
    assert count(page(1).get_url()) == count(page(9).get_url()) == without + 1


@pytest.mark.parametrize("path", LISTS)
def test_lists_need_ten_queries_however_long_they_are(count: Counter, path: str) -> None:
    fill(1)
    few = count(f"/de{path}")
    fill(4)
    assert count(f"/de{path}") == few
    assert few <= 10


def test_home_page_needs_eight_queries_however_much_it_shows(
    count: Counter, site: HomePage
) -> None:
    fill(1)
    few = count("/de/")
    fill(4)
    target = NewsPageFactory()
    for number in range(4):
        HomeFigure.objects.create(page=site, label_de=f"Zahl {number}", value=1, year=2024)
        WayIn.objects.create(page=site, title_de=f"Weg {number}", target=target)
    PickedCluster.objects.create(page=site, cluster=ClusterPage.objects.first())
    PickedTestimonial.objects.create(page=site, testimonial=members.TestimonialPage.objects.first())
    assert count("/de/") == few
    assert few <= 8


def test_cluster_page_needs_eight_queries_whatever_it_holds(count: Counter) -> None:
    def page(items: int) -> ClusterPage:
        cluster = ClusterPageFactory()
        cluster.sectors.set([Sector.objects.create(name_de=f"{n}/{items}") for n in range(items)])
        cluster.states.set([FederalState.objects.create(name_de=f"{n}") for n in range(items)])
        cluster.save()
        for number in range(items):
            ClusterAlias.objects.create(page=cluster, name=f"Name {number}", to_year=2001)
            ClusterContact.objects.create(page=cluster, name=f"Person {number}")
            ClusterFigure.objects.create(page=cluster, label_de="Zahl", value=1, year=2020)
            member = MemberFactory()
            member.clusters.set([cluster])
            member.save()
            news = NewsPageFactory(image=PortalImageFactory())
            said = factories.TestimonialPageFactory(member=member, portrait=PortalImageFactory())
            for other in (news, said):
                other.clusters.set([cluster])
                other.save()
        return cluster

    few, many = page(1), page(4)
    assert count(few.get_url()) == count(many.get_url())
    assert count(many.get_url()) <= 8


def test_testimonial_needs_eight_queries_whatever_it_is_about(count: Counter) -> None:
    member, clusters = MemberFactory(), [ClusterPageFactory() for _ in range(4)]
    pages = [factories.TestimonialPageFactory(member=member) for _ in range(3)]
    for page in pages:
        page.clusters.set(clusters)
        page.save()
    assert count(pages[0].get_url()) <= 8


def test_filtered_lists_need_ten_queries(count: Counter) -> None:
    fill(2)
    for path in ("/cluster/?state=sachsen", "/mitglieder/?kind=company&city=Halle+(Saale)"):
        assert count(f"/de{path}") <= 10


def fill(number: int) -> None:
    """Make ``number`` items for each list, with pictures, choices and members."""
    for _ in range(number):
        NewsPageFactory(image=PortalImageFactory())
        cluster = ClusterPageFactory(logo=PortalImageFactory())
        cluster.sectors.set([Sector.objects.create(name_de=f"Branche {cluster.pk}")])
        cluster.save()
        factories.TestimonialPageFactory(
            portrait=PortalImageFactory(), member=MemberFactory(logo=PortalImageFactory())
        )
