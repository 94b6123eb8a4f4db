"""News, and where those that were imported came from."""

from news.models.archive import (
    ArchiveChange,
    ArchiveDigest,
    ArchiveItem,
    ArchiveLinkName,
    ArchiveOutcome,
    ArchiveRun,
    ArchiveTestimonial,
    ArchiveUpload,
)
from news.models.pages import NewsIndexPage, NewsLink, NewsPage, NewsSection

__all__ = [
    "ArchiveChange",
    "ArchiveDigest",
    "ArchiveItem",
    "ArchiveLinkName",
    "ArchiveOutcome",
    "ArchiveRun",
    "ArchiveTestimonial",
    "ArchiveUpload",
    "NewsIndexPage",
    "NewsLink",
    "NewsPage",
    "NewsSection",
]
