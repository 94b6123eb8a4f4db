"""The pages of the site as visitors see them: in both languages, widths and colours."""

from itertools import product
from typing import TYPE_CHECKING

from django.utils import translation

from clusters.models import ClusterIndexPage, ClusterPage
from metropol.models import BasePage, HomePage
from news.models import NewsIndexPage, NewsPage
from tests.screenshots.networks import NETWORKS
from tests.screenshots.registry import picture
from tests.screenshots.stories import BRIDGE
from tests.screenshots.studio import Studio

if TYPE_CHECKING:
    from tests.screenshots.registry import Take

#: What a visitor looks for in each language, to see a list of results.
QUERIES = {"de": "/de/suche/?q=verbund", "en": "/en/search/?q=network"}
LANGUAGES = ("de", "en")
#: Width and height of the window.
WINDOWS = {"wide": (1280, 900), "narrow": (390, 844)}
SCHEMES = ("light", "dark")
PAGES = ("home", "news-list", "news", "cluster-directory", "cluster", "search")


def path(name: str, language: str) -> str:
    """Return the address of a page in a language."""
    if name == "search":
        return QUERIES[language]
    with translation.override(language):
        return _page(name).get_url() or ""


def _page(name: str) -> BasePage:
    return {
        "home": HomePage.objects,
        "news-list": NewsIndexPage.objects,
        "news": NewsPage.objects.filter(title=BRIDGE.german.title),
        "cluster-directory": ClusterIndexPage.objects,
        "cluster": ClusterPage.objects.filter(title=NETWORKS[0].name[0]),
    }[name].get()


def _taking(name: str, language: str, window: str, scheme: str) -> "Take":
    def take(studio: Studio) -> bytes:
        width, height = WINDOWS[window]
        dark = scheme == "dark"
        page = studio.visitor(path(name, language), width=width, height=height, dark=dark)
        return studio.window(page)

    take.__name__ = f"site-{name}-{language}-{window}-{scheme}"
    take.__doc__ = f"The page {name} in {language}, {window}, {scheme}."
    return take


for each in product(PAGES, LANGUAGES, WINDOWS, SCHEMES):
    picture(_taking(*each))
