"""``manage.py check_translations``: counts, addresses, exit status."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import NewsPage, NewsSection
from tests.factories import NewsPageFactory, PortalImageFactory

pytestmark = pytest.mark.django_db


def check(*arguments: str) -> str:
    out = StringIO()
    call_command("check_translations", *arguments, stdout=out)
    return out.getvalue()


def refused(*arguments: str) -> CommandError:
    with pytest.raises(CommandError) as caught:
        check(*arguments)
    return caught.value


def table(output: str) -> dict[str, list[int]]:
    """The numbers of each type: not translated, outdated, partly translated, current."""
    lines = [line.split() for line in output.splitlines() if "|" not in line]
    return {cells[0]: [int(cell) for cell in cells[1:]] for cells in lines[1:]}


def test_table_counts_types_by_state(news: NewsPage) -> None:
    NewsPageFactory(title="Nur deutsch")
    NewsSection.objects.create(name_de="Forschung")
    counts = table(check())
    assert counts["news"] == [1, 0, 0, 1]
    assert counts["newssection"] == [1, 0, 0, 0]
    assert counts["standard"] == [0, 0, 0, 3]


def test_pages_concerned_are_listed_with_state_words_and_address(news: NewsPage) -> None:
    page = NewsPageFactory(title="Größe ändern", lead_de="Drei Wörter hier", body_de=[])
    output = check("--type", "news")
    line = f"nicht übersetzt | news | 5 Wörter | Größe ändern | {page.get_full_url()}"
    assert line in output
    assert "/de/aktuelles/groesse-aendern/" in output
    assert "Erste Meldung" not in output


def test_other_objects_are_listed_with_their_form(db: None) -> None:
    image = PortalImageFactory(title="Brücke", alt_en="", caption_en="")
    assert f"Brücke | http://127.0.0.1:8000/admin/images/{image.pk}/" in check("--type=image")


def test_status_is_1_where_a_state_must_not_be(news: NewsPage) -> None:
    check("--fail-on", "outdated,missing", "--type", "news")
    NewsPageFactory(title="Nur deutsch")
    error = refused("--fail-on", "outdated,missing", "--type", "news")
    assert error.returncode == 1
    assert "1 Objekt" in str(error)
    check("--fail-on", "outdated", "--type", "news")


def test_states_that_may_be_are_not_listed_with_fail_on(news: NewsPage) -> None:
    NewsPageFactory(title="Nur deutsch")
    assert "Nur deutsch" not in check("--fail-on=outdated", "--type=news")


def test_drafts_count_only_if_asked_for(news: NewsPage) -> None:
    NewsPageFactory(title="Entwurf", live=False)
    assert "Entwurf" not in check("--type=news", "--fail-on=missing")
    assert refused("--type=news", "--fail-on=missing", "--drafts").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "unknown", "known"),
    [
        (("--fail-on", "old"), "old", "missing, outdated, partial, current"),
        (("--type", "news,blog"), "blog", "standard"),
        (("--type", "basepage"), "basepage", "image"),
    ],
)
def test_unknown_value_is_named_with_what_is_allowed(
    arguments: tuple[str, ...], unknown: str, known: str, db: None
) -> None:
    error = refused(*arguments)
    assert error.returncode == 2
    assert f"„{unknown}“" in str(error)
    assert known in str(error)


def test_number_of_queries_does_not_grow(news: NewsPage) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            check()
        return len(captured)

    NewsPageFactory()
    check()
    before = queries()
    NewsPageFactory.create_batch(5)
    assert queries() == before
