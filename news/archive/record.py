"""What the archive yields: records, notices and the outcome of one file.

Nothing here carries wording. Reasons and warnings are `Notice`s, codes with parameters, which
the pages of the site put into the reader's language; `notices.CODES` lists them all.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

type BlockType = Literal["paragraph", "heading", "quote", "list", "image"]


class Status(StrEnum):
    """How one file ended. `OK` means that the record can be stored as it is."""

    OK = "ok"
    NEEDS_REVIEW = "needs_review"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Notice:
    """A message without wording: a key of `notices.CODES` and the values of its template."""

    code: str
    params: Mapping[str, str | int]


def notice(code: str, **params: str | int) -> Notice:
    """Make a notice; the keywords are the placeholders of the template `notices.CODES[code]`."""
    return Notice(code, params)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body; the items of a list and the lines of a paragraph are joined by NL."""

    type: BlockType
    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """The words that stood around a picture; the archive has no picture files."""

    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Testimonial:
    """A member's statement from a page footer, without its outer quotation marks."""

    name: str
    organisation: str
    quote: str


@dataclass(frozen=True, slots=True)
class Record:
    """One news item as read from one file.

    `section` and `date` are None where the family has none; `removed` lists the page furniture
    that was cut, in the order of the file.
    """

    family: str
    section: str | None
    headline: str
    date: datetime.date | None
    language: str
    kicker: str | None
    lead: str
    body: tuple[Block, ...]
    links: tuple[str, ...] = ()
    image: Image | None = None
    testimonial: Testimonial | None = None
    removed: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the `record` object of the import report: the same keys in the same order."""
        return {
            "family": self.family,
            "section": self.section,
            "headline": self.headline,
            "date": self.date.isoformat() if self.date else None,
            "language": self.language,
            "kicker": self.kicker,
            "lead": self.lead,
            "body": [{"type": block.type, "text": block.text} for block in self.body],
            "links": list(self.links),
            "image": _image_dict(self.image) if self.image else None,
            "testimonial": _testimonial_dict(self.testimonial) if self.testimonial else None,
            "removed": list(self.removed),
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """What a family made of a text: a record, and the reason why it needs review, if it does."""

    record: Record | None
    reason: Notice | None = None
    warnings: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Plain:
    """The decoded and normalised text of one file, before it is taken apart.

    `reason` says why it is for a person's eyes only, or with `is_skipped` why it is no text.
    """

    reason: Notice | None
    warnings: tuple[Notice, ...]
    digest: str
    text: str
    is_skipped: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """The outcome of one file.

    `digest` is the SHA-256 (hex) of `text`, the decoded and normalised text, so that the same
    text gives the same digest in any encoding and with any line ends. A file that was read but
    skipped (empty, blank, binary) has the digest of its bytes, one that was not read has "";
    both have an empty `text`.
    """

    status: Status
    reason: Notice | None
    warnings: tuple[Notice, ...]
    record: Record | None
    digest: str
    text: str


def _image_dict(image: Image) -> dict[str, str | None]:
    return {
        "alt": image.alt,
        "caption": image.caption,
        "credit": image.credit,
        "title": image.title,
    }


def _testimonial_dict(testimonial: Testimonial) -> dict[str, str]:
    return {
        "name": testimonial.name,
        "organisation": testimonial.organisation,
        "quote": testimonial.quote,
    }
