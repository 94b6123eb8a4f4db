"""The style guide shows every component; visitors never see it."""

import pytest
from django.conf import settings
from django.test import Client

from metropol.models import HomeFigure, HomePage
from metropol.settings import base
from news.models import NewsLink
from tests import factories
from tests.site.html import Document

pytestmark = pytest.mark.django_db


def test_style_guide_shows_what_the_site_holds(client: Client) -> None:
    factories.NewsPageFactory(english=True)
    response = client.get("/styleguide/")
    document = Document(response)
    classes = {name for each in document.elements for name in (each["class"] or "").split()}
    wanted = {
        "button",
        "card",
        "facts",
        "filters",
        "notice",
        "paging",
        "teaser",
        "top-story",
        "ways",
    }
    assert wanted <= classes
    assert 'lang="en"' in response.content.decode()[:200]


#: The head of documents and of other pages, and what only stands in one certain page.
ELSEWHERE = {
    "cluster_choices",
    "cluster_facts",
    "empty_choice",
    "error_body",
    "error_head",
    "error_heading",
    "feed_links",
    "head",
    "list_head",
    "machine",
    "page_head",
    "search_results",
    "section_head",
    "shared_preview",
}


def test_style_guide_leaves_no_component_out_unnoticed(client: Client) -> None:
    news = factories.NewsPageFactory(english=True)
    NewsLink.objects.create(page=news, label_de="Programm", url="https://region.example")
    factories.ClusterPageFactory(english=True, latitude="52.60690", longitude="11.85870")
    factories.TestimonialPageFactory(english=True, member=factories.MemberFactory())
    factories.PortalImageFactory()
    HomeFigure.objects.create(page=HomePage.objects.get(), label_de="Zahl", value=1, year=2024)
    response = client.get("/styleguide/")
    shown = {template.name for template in response.templates}
    folder = settings.BASE_DIR / "templates" / "components"
    names = {path.stem for path in folder.glob("*.html")}
    assert {name for name in names if f"components/{name}.html" not in shown} == ELSEWHERE


def test_style_guide_is_there_in_development_alone() -> None:
    assert settings.STYLEGUIDE
    assert not base.STYLEGUIDE
