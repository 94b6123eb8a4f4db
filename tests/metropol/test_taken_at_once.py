"""Two who give two pages one address at the same moment: one gets it, the other a message."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from metropol import renaming
from metropol.models import BasePage, HomePage, StandardPage
from tests.factories import StandardPageFactory
from tests.members.moderating import at_once, slowly

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture(autouse=True)
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each rest once it has its turn."""
    monkeypatch.setattr(renaming, "_moved", slowly(renaming._moved))


def renamed(key: int) -> Callable[[], Any]:
    def deed() -> Any:
        page = StandardPage.objects.get(pk=key)
        page.slug = "neu"
        return page.save()

    return deed


def moved(key: int, target: int) -> Callable[[], Any]:
    def deed() -> Any:
        page = BasePage.objects.get(pk=key)
        return page.move(BasePage.objects.get(pk=target), pos="last-child")

    return deed


def test_two_renames_at_once_never_give_one_address_twice() -> None:
    pages = [StandardPageFactory(title=f"Seite {number}") for number in range(2)]
    found = at_once(*(renamed(page.pk) for page in pages))
    (error,) = [each for each in found if isinstance(each, Exception)]
    assert isinstance(error, ValidationError)
    assert set(error.message_dict) == {"slug"}
    assert StandardPage.objects.filter(slug="neu").count() == 1


def test_move_and_rename_at_once_never_give_one_address_twice() -> None:
    target = StandardPageFactory(title="Ziel")
    there = StandardPageFactory(parent=target, title="Dort")
    comes = StandardPageFactory(title="Kommt", slug="neu")
    found = at_once(renamed(there.pk), moved(comes.pk, target.pk))
    (error,) = [each for each in found if isinstance(each, Exception)]
    assert isinstance(error, ValidationError)
    assert StandardPage.objects.child_of(target).filter(slug="neu").count() == 1
    assert HomePage.objects.count() == 1
