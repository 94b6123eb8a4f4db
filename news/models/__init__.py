"""News, and where those that were imported came from."""

from news.models.archive import ArchiveDigest, ArchiveItem, ArchiveRun, ArchiveTestimonial
from news.models.pages import NewsIndexPage, NewsLink, NewsPage, NewsSection

__all__ = [
    "ArchiveDigest",
    "ArchiveItem",
    "ArchiveRun",
    "ArchiveTestimonial",
    "NewsIndexPage",
    "NewsLink",
    "NewsPage",
    "NewsSection",
]
