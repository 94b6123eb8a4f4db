"""What a browser sends from the edit form of a page."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


def paragraphs(*texts: str) -> dict[str, Any]:
    """Return a body of paragraphs as a form sends it."""
    return streamfield([("paragraph", rich_text(f"<p>{text}</p>")) for text in texts])


def news_form(**changes: Any) -> dict[str, Any]:
    """Return the data of a news page's form, German and English filled, with ``changes``."""
    data: dict[str, Any] = {
        "title": "Deutscher Titel",
        "title_en": "English title",
        "slug": "deutscher-titel",
        "slug_en": "english-title",
        "english_request": "",
        "date": "2024-03-01",
        "section": "",
        "kicker_de": "Dachzeile",
        "kicker_en": "Kicker",
        "lead_de": "Deutscher Vorspann",
        "lead_en": "English lead",
        "body_de": paragraphs("Deutscher Text"),
        "body_en": paragraphs("English text"),
        "image": "",
        "links": inline_formset([]),
        "press_contact": "",
        "source": "",
        "pinned_until": "",
        "seo_title": "",
        "seo_title_en": "",
        "search_description": "",
        "search_description_en": "",
        "header_image": "",
        "go_live_at": "",
        "expire_at": "",
        "comments": inline_formset([]),
    }
    return nested_form_data(data | changes)
