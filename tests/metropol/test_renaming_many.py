"""A section is renamed with everything below it at once, however much that is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from metropol.models import BasePage, HomePage, StandardPage
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


def test_thousand_descendants_take_as_many_queries_as_three(
    site: HomePage,
) -> None:
    few, many = (StandardPageFactory(title=f"Bereich {number}") for number in range(2))
    _fill(few, 3)
    _fill(many, 1000)
    queries = []
    for section in (few, many):
        for slug in (f"neu-{section.pk}", f"bereich-{section.pk}", f"neu-{section.pk}"):
            page = StandardPage.objects.get(pk=section.pk)
            page.slug = slug
            with CaptureQueriesContext(connection) as found:
                page.save()
            queries.append(len(found))
    assert queries[:3] == queries[3:]
    # To an address of before there is one redirect less and one more.
    assert Redirect.objects.count() == 2 * 2 * (3 + 1000 + 2)


def _fill(section: StandardPage, number: int) -> None:
    """Put pages below a section, as rows of the base page: no more of them is looked at."""
    kind = section.content_type
    pages = [
        BasePage(
            title=f"Seite {index}",
            draft_title=f"Seite {index}",
            slug=f"seite-{index}",
            content_type=kind,
            locale=section.locale,
            path=BasePage._get_path(section.path, section.depth + 1, index + 1),
            depth=section.depth + 1,
            live=True,
        )
        for index in range(number)
    ]
    for page in pages:
        page.set_url_path(section)
    BasePage.objects.bulk_create(pages)
    BasePage.objects.filter(pk=section.pk).update(numchild=number)
