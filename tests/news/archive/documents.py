"""Texts of each layout, made from parts, for tests that vary one of them."""

import datetime
from pathlib import Path

from news.archive.parser import parse_bytes
from news.archive.record import Block, Parsed, Record

TODAY = datetime.date(2024, 6, 1)
ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"

LEAD = "Am 3. Mai 2010 kamen in Halle zwölf Betriebe zusammen, um ein Netzwerk zu gründen."
BODY = "Die Gespräche dauerten bis in den Abend und wurden von allen Seiten gelobt."
LONG = (
    "Die Beteiligten wollen in den kommenden Jahren gemeinsam an neuen Werkstoffen arbeiten und"
    " ihre Ergebnisse der ganzen Region zur Verfügung stellen."
)
IMAGE_ALT = "Bildleiste Region Startseite"
WHO = "Ada Beispiel, Beispielwerk"
QUOTE = "„Wir sind gern dabei.”"
FOOTER = f"Deutsch\nEnglish\n{IMAGE_ALT}\n{WHO}\n{QUOTE}"


def mitteldeutschland(
    *body: str,
    section: str = "Cluster",
    headline: str = "Zwölf Betriebe gründen ein Netzwerk",
    date: str = "09. Dezember 2011",
    lead: str = LEAD,
    footer: str = FOOTER,
) -> str:
    """A text of `mitteldeutschland`; a link list is one of the blocks of the body."""
    items = "\n\n".join([lead, *(body or [BODY])])
    text = f"{section}\n\n{headline}\n\n{date}\n\n\n{items}"
    return f"{text}\n\n\n{footer}" if footer else text


def clusterplattform(
    *blocks: str,
    section: str = "ClusterERFOLGE",
    headline: str = "Zwölf Betriebe gründen ein Netzwerk",
    date: str = "16.07.2019",
) -> str:
    """A text of `clusterplattform`; the blocks start with the kicker or the lead."""
    return "\n\n".join([f"{section}\n{date}", headline, *(blocks or [LEAD, LONG])])


def technologymountains(*lines: str, headline: str = "Zwölf Betriebe gründen ein Netzwerk") -> str:
    """A text of `technologymountains` without empty lines."""
    return "\n".join([headline, *(lines or [LEAD, BODY])])


def parse(text: str) -> Parsed:
    """Parse a text as the file of it would be."""
    return parse_bytes(text.encode(), today=TODAY)


def record_of(text: str) -> Record:
    """Parse a text that must be good, without warnings, and return its record."""
    parsed = parse(text)
    assert (parsed.status, parsed.reason, parsed.warnings) == ("ok", None, ())
    assert parsed.record is not None
    return parsed.record


def reason_of(text: str) -> str:
    """Parse a text that must need review and return the code of the reason."""
    parsed = parse(text)
    assert parsed.status == "needs_review"
    assert parsed.reason is not None
    return parsed.reason.code


def warnings_of(text: str) -> list[str]:
    """Parse a text that must be good and return the codes of its warnings."""
    parsed = parse(text)
    assert (parsed.status, parsed.reason) == ("ok", None)
    return [warning.code for warning in parsed.warnings]


def types_of(record: Record) -> list[str]:
    """The types of the blocks of a body."""
    return [block.type for block in record.body]


def paragraph(text: str) -> Block:
    """A paragraph block."""
    return Block("paragraph", text)
