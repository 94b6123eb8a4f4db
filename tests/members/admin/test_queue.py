"""The queue with its filters and counts, also on the dashboard."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import MemberDomain, State, Submission
from tests import factories
from tests.members import moderating

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """Chefredaktion."""
    return moderating.login()


def shown(client: Client, **query: Any) -> list[Submission]:
    response = client.get(reverse("submissions:index"), query)
    assert response.status_code == 200
    return list(response.context["object_list"])


def one_of_each() -> dict[str, Submission]:
    return {state: moderating.submission(state) for state in State.values}


def test_queue_shows_what_waits_for_staff_the_oldest_first(client: Client) -> None:
    made = one_of_each()
    old = moderating.submission("submitted")
    Submission.objects.filter(pk=old.pk).update(changed_at=timezone.now() - timedelta(days=2))
    assert shown(client) == [old, made["submitted"], made["in_review"], made["approved"]]


@pytest.mark.parametrize("state", State.values)
def test_queue_is_filtered_by_state(state: str, client: Client) -> None:
    made = one_of_each()
    assert shown(client, state=state) == [made[state]]


def test_filters_are_combined(client: Client) -> None:
    member = factories.MemberFactory()
    MemberDomain.objects.create(member=member, name="werkhof.example")
    ours = moderating.submission("approved", member=member)
    moderating.submission("approved")
    moderating.submission("declined", member=member)
    assert len(shown(client, state="all")) == 3
    assert shown(client, state="approved", trust="yes") == [ours]
    assert shown(client, state="approved", trust="yes", q="niemand") == []
    assert len(shown(client, state="all", trust="no")) == 1


@pytest.mark.parametrize(
    "query",
    [
        {"state": "x"},
        {"trust": "x"},
        {"state": "' OR 1=1 --"},
        {"state": "SUBMITTED"},
        {"q": "\0"},
        {"trust": ["yes", "no", "x"]},
    ],
)
def test_nonsense_is_no_filter(query: dict[str, Any], client: Client) -> None:
    made = moderating.submission("submitted")
    moderating.submission("declined")
    assert shown(client, **query) == [made]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("mara", True),
        ("LINDNER", True),
        ("werkhof", True),
        # Addresses are looked for where they get into no log.
        ("Mara.Lindner@Werkhof.example", False),
        (" mara ", True),
        ("mara.lindner@", False),
        ("werkhof.example", False),
        ("%", False),
        ("_", False),
        ("'", False),
        ("x" * 10_000, False),
        ("Hier finden wir", False),
    ],
)
def test_search_finds_name_and_organisation(words: str, is_found: bool, client: Client) -> None:
    made = moderating.submission()
    assert shown(client, q=words) == ([made] if is_found else [])


def test_search_looks_at_the_newest_text(client: Client) -> None:
    made = moderating.ready()
    user = factories.UserFactory()
    moderating.edit(made, user, person="Maria Linde")
    assert shown(client, q="Maria") == [made]
    assert shown(client, q="Mara") == []


def test_what_was_withdrawn_is_listed_by_its_number(client: Client) -> None:
    made = moderating.submission("withdrawn", email="")
    made.texts.all().delete()
    response = client.get(reverse("submissions:index"), {"state": "withdrawn"})
    assert f">{made.pk}</a>" in response.content.decode()
    cells = re.findall(r"<td>([^<]*)</td>", response.content.decode())
    assert "nicht als Mitglied bestätigt" not in [cell.strip() for cell in cells]


def test_pages_of_the_queue_keep_the_filters(client: Client) -> None:
    for _number in range(53):
        moderating.submission("declined")
    first = client.get(reverse("submissions:index"), {"state": "declined", "q": "mara"})
    assert len(first.context["object_list"]) == 50
    html = first.content.decode().replace("&amp;", "&")
    assert "state=declined&q=mara&p=2" in html or "p=2&state=declined&q=mara" in html
    second = client.get(reverse("submissions:index"), {"state": "declined", "q": "mara", "p": 2})
    assert len(second.context["object_list"]) == 3
    assert not set(first.context["object_list"]) & set(second.context["object_list"])


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "9" * 30, ""])
def test_page_that_is_not_there_breaks_nothing(number: str, client: Client) -> None:
    moderating.submission()
    response = client.get(reverse("submissions:index"), {"p": number})
    assert response.status_code in (200, 404)


def queries_of(client: Client, count: Any, address: str) -> int:
    with count(200) as context:
        assert client.get(address).status_code == 200
    return len(context)


@pytest.mark.parametrize("name", ["submissions:index", "wagtailadmin_home"])
def test_more_rows_need_no_more_queries(
    name: str, client: Client, django_assert_max_num_queries: Any
) -> None:
    address = reverse(name)
    user = factories.UserFactory()

    def fill(number: int) -> None:
        for _row in range(number):
            made = moderating.submission(member=factories.MemberFactory())
            made.moderator = user
            made.save()

    fill(3)
    client.get(address)
    few = queries_of(client, django_assert_max_num_queries, address)
    fill(27)
    many = queries_of(client, django_assert_max_num_queries, address)
    assert len(shown(client)) == 30
    assert many <= few
    assert many < 40


def test_counts_stand_in_queue_and_on_the_dashboard(client: Client) -> None:
    one_of_each()
    moderating.submission("submitted")
    queue = client.get(reverse("submissions:index"))
    counts = {str(state): number for state, number in queue.context["counts"]}
    assert counts == dict.fromkeys(State.values, 1) | {"submitted": 2}
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    for state in State:
        number = 2 if state == "submitted" else 1
        assert f"?state={state}" in home
        assert f"{state.label} <strong>{number}</strong></a>" in home
        assert f"{state.label} <strong>{number}</strong></a>" in queue.content.decode()


def test_dashboard_says_nothing_where_there_is_nothing(client: Client) -> None:
    assert "submission-counts" not in client.get(reverse("wagtailadmin_home")).content.decode()
    html = client.get(reverse("submissions:index")).content.decode()
    assert "In dieser Liste ist keine Einsendung." in html
