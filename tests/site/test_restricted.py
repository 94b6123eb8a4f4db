"""What is not for everybody is named nowhere; and what lists and feeds say when it goes."""

import json

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import PageViewRestriction

from clusters.models import ClusterPage
from members import models as members
from metropol.models import BasePage
from news.models import NewsIndexPage, NewsPage, NewsSection
from tests.factories import (
    ClusterPageFactory,
    MemberFactory,
    NewsPageFactory,
    TestimonialPageFactory,
)

pytestmark = pytest.mark.django_db


def restrict(page: BasePage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.fixture
def cluster() -> ClusterPage:
    cluster = ClusterPageFactory(title="Aachener Kreis")
    news = NewsPageFactory(title="Ein Treffen")
    news.clusters.set([cluster])
    news.save()
    return cluster


@pytest.mark.parametrize("above", [False, True])
def test_restricted_cluster_is_named_nowhere(
    client: Client, cluster: ClusterPage, above: bool
) -> None:
    news = NewsPage.objects.get(title="Ein Treffen").get_url()
    paths = ("/de/", "/de/aktuelles/", news, "/de/mitglieder/testimonial/")
    assert all("Aachener Kreis" in text(client, path) for path in paths)
    restrict(cluster.get_parent() if above else cluster)
    assert not [path for path in paths if "Aachener Kreis" in text(client, path)]
    assert client.get(f"/de/aktuelles/?cluster={cluster.slug}").status_code == 404
    assert client.get(f"/de/aktuelles/cluster-{cluster.slug}.atom").status_code == 404


def test_items_of_a_restricted_list_stand_nowhere_else(
    client: Client, cluster: ClusterPage
) -> None:
    assert "Ein Treffen" in text(client, "/de/")
    restrict(NewsIndexPage.objects.get())
    assert "Ein Treffen" not in text(client, "/de/")
    assert "Ein Treffen" not in text(client, cluster.get_url())


def test_withdrawn_testimonial_is_not_on_the_home_page(client: Client) -> None:
    page = TestimonialPageFactory(person="Rosa Withoeft")
    assert "Rosa Withoeft" in text(client, "/de/")
    page.consent_origin = members.TestimonialPage.ConsentOrigin.WITHDRAWN
    page.save()
    assert "Rosa Withoeft" not in text(client, "/de/")


def test_members_are_found_only_while_their_directory_is_open(
    client: Client, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        MemberFactory(name="Kranbau Zwenkau GmbH")
    found = "/de/suche/?q=Kranbau"
    assert "Zwenkau GmbH" in text(client, found)
    directory = members.MemberIndexPage.objects.get()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        restrict(directory)
    assert "Zwenkau GmbH" not in text(client, found)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        PageViewRestriction.objects.all().delete()
    assert "Zwenkau GmbH" in text(client, found)


def test_menu_of_a_restricted_site_stays_for_those_who_have_passed(
    client: Client, django_user_model: type
) -> None:
    user = django_user_model.objects.create_user("gast")  # type: ignore[attr-defined]
    restrict(NewsIndexPage.objects.get().get_parent())
    assert client.get("/de/").status_code == 302
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert 'href="/de/cluster/"' in text(client, "/de/aktuelles/")


def test_english_feed_and_data_leave_out_a_section_without_an_english_name(client: Client) -> None:
    section = NewsSection.objects.create(name_de="Werkstattbericht")
    page = NewsPageFactory(english=True, section=section)
    assert "Werkstattbericht" not in text(client, "/en/news/feed.atom")
    items = json.loads(text(client, "/en/news/feed.json"))["items"]
    assert [item.get("tags") for item in items] == [None]
    with translation.override("en"):
        path = page.get_url()
    assert '"articleSection"' not in text(client, path)
    assert '"articleSection":"Werkstattbericht"' in text(client, page.get_url())


def test_feed_of_a_german_cluster_is_in_german_alone(client: Client, cluster: ClusterPage) -> None:
    path = f"cluster-{cluster.slug}.atom"
    feed = text(client, f"/de/aktuelles/{path}")
    assert "/en/" not in feed
    assert client.get(f"/en/news/{path}").status_code == 404


def test_feed_forgets_what_was_taken_offline_at_once(client: Client) -> None:
    pages = NewsPageFactory.create_batch(2)
    first = client.get("/de/aktuelles/feed.atom")
    assert not first.has_header("Last-Modified")
    pages[1].unpublish()
    again = client.get("/de/aktuelles/feed.atom", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert pages[1].title not in again.content.decode()


@pytest.mark.parametrize("query", ["utm_source=x", "fbclid=1"])
def test_foreign_parameter_makes_no_filtered_list(client: Client, query: str) -> None:
    content = text(client, f"/de/aktuelles/?{query}")
    assert "noindex" not in content
    assert 'rel="canonical"' in content
    assert query not in content.partition("</head>")[0]


def test_request_with_too_many_parameters_is_answered_in_both_languages(client: Client) -> None:
    response = client.get("/de/aktuelles/?" + "&".join(f"a{number}=1" for number in range(1100)))
    assert response.status_code == 400
    assert "Diese Anfrage ist nicht lesbar." in response.content.decode()
    assert "This request cannot be read." in response.content.decode()


def test_testimonial_is_asked_for_each_time(client: Client) -> None:
    page = TestimonialPageFactory()
    response = client.get(page.get_url())
    assert response["Cache-Control"] == "no-cache"
    again = client.get(page.get_url(), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
