"""News lists: order, pinned items, and what a list in a language shows."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from news.models import NewsLink, NewsPage
from tests.factories import NewsPageFactory

pytestmark = pytest.mark.django_db


def titles(code: str) -> list[str]:
    return [page.title for page in NewsPage.objects.listed(code)]


def test_items_without_a_date_come_last_newest_by_key_first() -> None:
    for title, date in (
        ("alt", datetime.date(2001, 1, 1)),
        ("ohne 1", None),
        ("neu", datetime.date(2020, 1, 1)),
        ("ohne 2", None),
    ):
        NewsPageFactory(title=title, date=date)
    assert titles("de") == ["neu", "alt", "ohne 2", "ohne 1"]


def test_pinned_item_stands_first_until_its_day() -> None:
    today = timezone.localdate()
    NewsPageFactory(title="neu", date=today)
    NewsPageFactory(title="oben", date=today - datetime.timedelta(days=9), pinned_until=today)
    yesterday = today - datetime.timedelta(days=1)
    NewsPageFactory(title="vorbei", date=yesterday, pinned_until=yesterday)
    assert titles("de") == ["oben", "neu", "vorbei"]


def test_english_list_has_what_is_online_in_english() -> None:
    NewsPageFactory(title="Deutsch")
    NewsPageFactory(title="Beide", english=True)
    NewsPageFactory(title="Entwurf", english=True, live=False)
    assert titles("en") == ["Beide"]


def test_links_keep_their_order() -> None:
    page = NewsPageFactory()
    for number, name in ((2, "c"), (0, "a"), (1, "b")):
        NewsLink.objects.create(page=page, label_de=name, sort_order=number)
    assert [link.label_de for link in page.further_links] == ["a", "b", "c"]


def test_link_with_page_and_address_is_refused() -> None:
    page = NewsPageFactory()
    link = NewsLink(page=page, label_de="x", target=page, url="https://example.org")
    with pytest.raises(ValidationError) as error:
        link.full_clean()
    assert "url" in error.value.message_dict
