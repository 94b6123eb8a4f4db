"""Where the feeds are: ``/de/aktuelles/feed.atom``, ``/en/news/section-innovation.json``.

They lie below the list of news, wherever staff have put that. No page can take such an address,
since a slug has no dot.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self
from urllib.parse import urlencode

from django.utils import translation
from django.utils.translation import gettext as _

from clusters.models import ClusterPage
from metropol.languages import CODES, ENGLISH, GERMAN, LocalizedValue, current_language, localized
from news.models import NewsSection

if TYPE_CHECKING:
    from news.models import NewsIndexPage

#: Formats by the end of the address, with media type and name.
FORMATS = {
    "atom": ("application/atom+xml", "Atom"),
    "json": ("application/feed+json", "JSON Feed"),
}
#: What addresses call a feed's topic, by language; then its slug follows.
WORDS = {
    "section": {GERMAN: "rubrik", ENGLISH: "section"},
    "cluster": {GERMAN: "cluster", ENGLISH: "cluster"},
}
ALL = "feed"


class FeedName(NamedTuple):
    """The last part of a feed's address: ``kind`` is empty for all news."""

    kind: str
    slug: str
    format: str

    @classmethod
    def parse(cls, name: str) -> Self | None:
        """Return what ``name`` stands for in the active language, or None."""
        stem, _dot, ending = name.rpartition(".")
        if ending not in FORMATS:
            return None
        if stem == ALL:
            return cls("", "", ending)
        word, _dash, slug = stem.partition("-")
        kinds = (kind for kind, words in WORDS.items() if words[current_language()] == word)
        kind = next(kinds, None)
        return cls(kind, slug, ending) if kind and slug else None

    def __str__(self) -> str:
        word = WORDS[self.kind][current_language()] if self.kind else ""
        return f"{word}-{self.slug}.{self.format}" if word else f"{ALL}.{self.format}"


class FeedLink(NamedTuple):
    """A feed in one format: what it is called, its media type and its full address."""

    title: str
    format: str
    type: str
    url: str


@dataclass(frozen=True)
class Feed:
    """All news below ``index``, or those of a section or about a cluster in this language."""

    index: "NewsIndexPage"
    kind: str = ""
    slug: str = ""
    label: LocalizedValue | None = None

    @property
    def title(self) -> str:
        """Return the name of the list, with its topic: ``News: Section Innovation``."""
        title = str(localized(self.index, "title").value)
        if self.label is None:
            return title
        word = _("Section") if self.kind == "section" else _("Cluster")
        return f"{title}: {word} {self.label.value}"

    @property
    def links(self) -> list[FeedLink]:
        """Return the feed in each of its formats."""
        return [
            FeedLink(f"{self.title} ({name})", name, media_type, self.url(ending))
            for ending, (media_type, name) in FORMATS.items()
        ]

    @property
    def page_url(self) -> str:
        """Return the full address of the list that shows the same items."""
        url = str(self.index.full_url)
        return f"{url}?{urlencode({self.kind: self.slug})}" if self.kind else url

    def url(self, ending: str) -> str:
        """Return the full address in the active language."""
        return f"{self.index.full_url}{FeedName(self.kind, self.slug, ending)}"


def all_names(language: str) -> Iterator[str]:
    """Yield the names of all feeds in ``language``."""
    topics = [("", "")]
    slugs = NewsSection.objects.values_list(*(f"slug_{code}" for code in CODES))
    topics += [("section", _slug(pair, language)) for pair in slugs]
    slugs = ClusterPage.objects.live().values_list("slug", "slug_en")
    topics += [("cluster", _slug(pair, language)) for pair in slugs]
    with translation.override(language):
        yield from [str(FeedName(*topic, ending)) for topic in topics for ending in FORMATS]


def _slug(pair: tuple[str | None, str | None], language: str) -> str:
    german, english = pair
    return (english if language == ENGLISH else german) or german or ""
