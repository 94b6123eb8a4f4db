"""A site with one published news item, and people to work on it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.users.models import UserProfile

from metropol.models import User
from metropol.setup.staff import CHIEF_EDITORS, EDITORS, TRANSLATORS
from news.models import NewsIndexPage, NewsPage

LANGUAGES = ("de", "en")


@pytest.fixture
def news(db: None) -> NewsPage:
    """A news item that is live in both languages."""
    page = NewsPage(
        title="Erste Meldung",
        title_en="First item",
        lead_de="Vorspann",
        lead_en="Lead",
        kicker_de="Dachzeile",
        kicker_en="Kicker",
        body_de=[("paragraph", "<p>Text</p>")],
        body_en=[("paragraph", "<p>Words</p>")],
        english_request="online",
        live=False,
    )
    NewsIndexPage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """The language of a member of staff's admin: every save path works in both."""
    return request.param


@pytest.fixture
def make_user(db: None) -> Callable[[str, str], User]:
    """Make a user of a group whose admin speaks a language."""

    def make(group: str, language: str = "de") -> User:
        user = User.objects.create_user(f"{group}-{language}".lower(), "a@example.org", "secret")
        user.groups.add(Group.objects.get(name=group))
        UserProfile.objects.create(user=user, preferred_language=language)
        return user

    return make


@pytest.fixture
def reader(make_user: Callable[[str, str], User], language: str) -> User:
    """Somebody of Chefredaktion, with an address, who reads German or English."""
    return make_user(CHIEF_EDITORS, language)


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.user = user  # type: ignore[attr-defined]
    return client


@pytest.fixture
def chief(make_user: Callable[[str, str], User], language: str) -> Client:
    """Chefredaktion, once with a German and once with an English admin."""
    return _client(make_user(CHIEF_EDITORS, language))


@pytest.fixture
def editor(make_user: Callable[[str, str], User], language: str) -> Client:
    """Redaktion, once with a German and once with an English admin."""
    return _client(make_user(EDITORS, language))


@pytest.fixture
def translator(make_user: Callable[[str, str], User], language: str) -> Client:
    """Übersetzung, once with a German and once with an English admin."""
    return _client(make_user(TRANSLATORS, language))
