"""Saving a news item through its form in the admin."""

from typing import Any

from django.test import Client
from django.urls import reverse

from news.models import NewsPage
from tests.admin_forms import news_form, paragraphs

#: The texts of the fixture ``news``, as a form sends them.
TEXTS: dict[str, Any] = {
    "title": "Erste Meldung",
    "title_en": "First item",
    "kicker_de": "Dachzeile",
    "kicker_en": "Kicker",
    "lead_de": "Vorspann",
    "lead_en": "Lead",
    "body_de": paragraphs("Text"),
    "body_en": paragraphs("Words"),
    "date": "",
}


def save(client: Client, page: NewsPage, action: str = "", **changes: Any) -> Any:
    """Send the form of the fixture ``news`` with ``changes``; ``action`` is a button's name."""
    draft = page.get_latest_revision_as_object()
    fields = {"slug": draft.slug, "slug_en": draft.slug_en, **TEXTS, **changes}
    data = news_form(**fields)
    if action:
        name, _equals, value = action.partition("=")
        data[name] = value or "1"
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def live(page: NewsPage) -> NewsPage:
    return NewsPage.objects.get(pk=page.pk)


def draft(page: NewsPage) -> NewsPage:
    return live(page).get_latest_revision_as_object()
