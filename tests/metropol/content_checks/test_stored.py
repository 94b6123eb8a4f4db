"""Findings of live pages: stored, kept up to date, and told by the command."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metropol.content_checks.store import refresh
from metropol.models import ContentCheck, ContentFinding, HomePage, StandardPage
from news.models import NewsLink
from tests.factories import (
    DocumentFactory,
    NewsPageFactory,
    PortalImageFactory,
    StandardPageFactory,
    paragraph,
)

pytestmark = pytest.mark.django_db

Commit = Callable[..., Any]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Commit) -> Commit:
    """A block at whose end the transaction is committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def codes(page: Any, *prefixes: str) -> set[str]:
    """Return the codes stored of a page that begin so."""
    stored = ContentFinding.objects.filter(check_of=page.pk).values_list("code", flat=True)
    return {code for code in stored if code.startswith(prefixes or ("",))}


def link_to(page: Any) -> list[tuple[str, Any]]:
    return paragraph(f'<a linktype="page" id="{page.pk}">Ziel der Reise</a>')


def test_publishing_stores_findings_and_a_draft_does_not(site: HomePage, commit: Commit) -> None:
    with commit():
        page = StandardPageFactory(body_de=[("heading", "Ende")])
    assert not ContentCheck.objects.filter(page=page).exists()
    with commit():
        page.save_revision().publish()
    assert codes(page, "heading") == {"heading-last"}
    check = ContentCheck.objects.get(page=page)
    assert (check.errors, check.warnings, check.hints) == (0, 1, 1)
    page.body_de = paragraph("Text")
    with commit():
        revision = page.save_revision()
    assert codes(page, "heading") == {"heading-last"}
    with commit():
        revision.publish()
    assert codes(page, "heading") == set()


def test_page_that_goes_offline_is_told_of_by_those_that_link_to_it(
    site: HomePage, commit: Commit
) -> None:
    target = StandardPageFactory(title="Ziel")
    page = StandardPageFactory(body_de=link_to(target))
    with commit():
        page.save_revision().publish()
        target.save_revision().publish()
    assert codes(page, "link") == set()
    with commit():
        target.unpublish()
    assert codes(page, "link") == {"link-page-offline"}
    assert not ContentCheck.objects.filter(page=target).exists()
    with commit():
        target.save_revision().publish()
    assert codes(page, "link") == set()
    with commit():
        StandardPage.objects.get(pk=target.pk).delete()
    assert codes(page, "link") == {"link-page-gone"}


def test_findings_of_a_page_go_with_its_publication(site: HomePage) -> None:
    page, deleted = StandardPageFactory.create_batch(2, body_de=[("heading", "Von Mara")])
    refresh([page.pk, deleted.pk])
    page.unpublish()
    StandardPage.objects.get(pk=deleted.pk).delete()
    assert not ContentFinding.objects.filter(params__heading="Von Mara").exists()


def test_page_that_loses_its_english_is_told_of(site: HomePage, commit: Commit) -> None:
    target = StandardPageFactory(english=True)
    page = StandardPageFactory(english=True)
    page.body_en = link_to(target)
    with commit():
        page.save_revision().publish()
    assert codes(page, "link") == set()
    target.english_request = "offline"
    with commit():
        target.save_revision().publish()
    assert codes(page, "link") == {"link-no-english"}


def test_image_and_document_change_the_pages_that_use_them(site: HomePage, commit: Commit) -> None:
    image, document = PortalImageFactory(alt_de=""), DocumentFactory()
    body = [("image", {"image": image}), ("download", {"document": document})]
    page = StandardPageFactory(body_de=body)
    with commit():
        page.save_revision().publish()
    assert codes(page, "picture", "link") == {"picture-alt"}
    image.alt_de = "Ein Fluss"
    with commit():
        image.save()
        document.delete()
    assert codes(page, "picture", "link") == {"link-document-gone"}


def test_one_commit_asks_once(site: HomePage, commit: Commit) -> None:
    pages = StandardPageFactory.create_batch(3)
    with CaptureQueriesContext(connection) as captured, commit():
        for page in pages:
            page.save_revision().publish()
    inserts = [each for each in captured if 'INSERT INTO "metropol_contentcheck"' in each["sql"]]
    assert len(inserts) == 1
    assert ContentCheck.objects.filter(page__in=pages).count() == 3


def test_check_takes_the_same_queries_for_one_page_and_many(site: HomePage) -> None:
    def queries(number: int) -> int:
        pages = NewsPageFactory.create_batch(number, image=PortalImageFactory())
        for page in pages:
            NewsLink.objects.create(page=page, label_de="Start", target=site)
        with CaptureQueriesContext(connection) as captured:
            refresh(page.pk for page in pages)
        return len(captured)

    queries(1)  # content types are known from here on
    assert queries(1) == queries(5) <= 14


def test_command_checks_all_and_fails_on_the_level_it_is_told(site: HomePage) -> None:
    page = StandardPageFactory(english=True, body_de=[("heading", "Ende")])
    gone = StandardPageFactory()
    StandardPage.objects.exclude(pk=page.pk).update(
        lead_de="Kurz", title_en="Home", lead_en="Short"
    )
    refresh([gone.pk])
    StandardPage.objects.filter(pk=gone.pk).update(live=False)
    out = StringIO()
    call_command("check_content", stdout=out)
    assert "Warnung:" in out.getvalue()
    assert "heading-last" in codes(page)
    assert not ContentCheck.objects.filter(page=gone).exists()
    assert ContentCheck.objects.filter(page=site).exists()
    call_command("check_content", "--fail-on", "error", stdout=out)
    with pytest.raises(CommandError) as caught:
        call_command("check_content", "--fail-on", "warning", stdout=out)
    assert caught.value.returncode == 1
    with pytest.raises(CommandError):
        call_command("check_content", "--fail-on", "hint", stdout=out)
