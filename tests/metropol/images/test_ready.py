"""Scaled pictures are there before the first visitor asks for a page."""

from typing import Any

import pytest
from django.test import Client

from metropol.images import ready
from metropol.models import HomePage, PortalRendition
from news.models import NewsPage
from tests import factories
from tests.factories import NewsPageFactory, PortalImageFactory

pytestmark = pytest.mark.django_db


def published(**fields: Any) -> NewsPage:
    page = NewsPageFactory(live=False, **fields)
    page.save_revision().publish()
    return page


def test_publication_makes_all_pictures_that_visitors_get(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    picture = {"image": PortalImageFactory(), "alt": "Ein Ufer"}
    with django_capture_on_commit_callbacks(execute=True):
        page = published(image=PortalImageFactory(), body_de=[("image", picture)])
    made = set(PortalRendition.objects.values_list("pk", flat=True))
    assert made
    for path in (page.get_url(), page.get_parent().get_url(), "/de/", "/en/"):
        assert client.get(path).status_code == 200
    assert set(PortalRendition.objects.values_list("pk", flat=True)) == made


def test_only_pages_with_pictures_ask_for_them(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(ready, "make_ready", type("Task", (), {"enqueue": asked.append}))
    with django_capture_on_commit_callbacks(execute=True):
        published(body_de=factories.paragraph("Nur Text."))
        published(body_de=[("image", {"image": None, "caption": "Ohne Datei"})])
        pictured = published(image=PortalImageFactory())
    assert asked == [pictured.pk]


def test_page_that_is_gone_makes_nothing() -> None:
    ready.make_ready.call(0)
    page = NewsPageFactory(live=False, image=PortalImageFactory())
    ready.make_ready.call(page.pk)
    assert not PortalRendition.objects.exists()


def test_header_picture_of_the_home_page_is_made_for_both_languages(site: HomePage) -> None:
    site.header_image = PortalImageFactory()
    site.save()
    ready.make_ready.call(site.pk)
    formats = {
        name.rsplit(".", 1)[-1] for name in PortalRendition.objects.values_list("file", flat=True)
    }
    # The third is for other sites that show it beside a link.
    assert formats == {"avif", "webp", "jpg"}
