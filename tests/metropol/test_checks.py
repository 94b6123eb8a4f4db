"""The system checks find a page type that breaks a rule."""

from typing import ClassVar

import pytest
from wagtail.models import get_page_models
from wagtail.search import index

from metropol.checks import check_page_types, page_type_errors
from metropol.models import BasePage, StandardPage
from news.models import NewsPage


def codes(model: type[BasePage]) -> set[str]:
    return {error.id for error in page_type_errors(model)}


def test_own_page_types_keep_all_rules() -> None:
    assert len(get_page_models()) > 8
    assert check_page_types(None) == []


def test_page_type_beside_translated_page_is_named() -> None:
    assert codes(BasePage) == {"metropol.E001"}


def test_missing_template_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NewsPage, "template", "news/missing.html")
    assert codes(NewsPage) == {"metropol.E004"}


def test_bare_search_field_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    fields: ClassVar = [*NewsPage.search_fields, index.SearchField("lead")]
    monkeypatch.setattr(NewsPage, "search_fields", fields)
    assert codes(NewsPage) == {"metropol.E006"}


def test_bare_panel_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from wagtail.admin.panels import FieldPanel, ObjectList

    panel = ObjectList([FieldPanel("body")]).bind_to_model(StandardPage)
    monkeypatch.setattr("metropol.checks.get_edit_handler", lambda model: panel)
    assert codes(StandardPage) == {"metropol.E005"}


def test_unstated_parents_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(StandardPage, "parent_page_types")
    assert codes(StandardPage) == {"metropol.E003"}
