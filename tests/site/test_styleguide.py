"""The style guide shows every component; visitors never see it."""

import pytest
from django.conf import settings
from django.test import Client

from metropol.settings import base
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


def test_style_guide_is_there_in_development_alone() -> None:
    assert settings.STYLEGUIDE
    assert not base.STYLEGUIDE
