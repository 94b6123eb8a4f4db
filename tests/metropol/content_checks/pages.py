"""Pages that never were in a database, and what is known of the objects they name."""

from types import SimpleNamespace
from typing import Any

from metropol.content_checks.facts import Address, Facts, PageFact
from metropol.models import StandardPage, TranslatedPage

IMAGE, SILENT, PAGE, OFFLINE, GERMAN_ONLY, DOCUMENT = 1, 2, 11, 12, 13, 21

FACTS = Facts(
    pages={
        PAGE: PageFact(live=True, english=True),
        OFFLINE: PageFact(live=False, english=False),
        GERMAN_ONLY: PageFact(live=True, english=False),
    },
    documents=frozenset({DOCUMENT}),
    images={
        IMAGE: SimpleNamespace(
            title="Fluss", alt_de="Ein Fluss", alt_en="A river", is_decorative=False
        ),
        SILENT: SimpleNamespace(title="Halle", alt_de="", alt_en="", is_decorative=False),
    },
    addresses={
        "/de/da/": Address.SERVED,
        "/de/weg/": Address.DEAD,
        "/de/alt/": Address.MOVED,
        "/admin/pages/3/": Address.ADMIN,
    },
)


def page(**fields: Any) -> StandardPage:
    """Return a page with a title and a lead in German, and ``fields``."""
    return unsaved(StandardPage, **{"title": "Titel", "lead_de": "Worum es geht.", **fields})


def unsaved(model: type[TranslatedPage], **fields: Any) -> Any:
    """Return a page of any type; with a content type, which else it asks the database for."""
    bodies = {name: blocks(body) for name, body in fields.items() if name.startswith("body")}
    return model(content_type_id=1, **{**fields, **bodies})


def blocks(body: list[tuple[str, Any]]) -> Any:
    """Return a body as it is stored, with the ids ``b0``, ``b1``, …."""
    stream = StandardPage._meta.get_field("body_de").stream_block
    items = enumerate(body)
    return stream.to_python([{"type": t, "value": v, "id": f"b{n}"} for n, (t, v) in items])


def codes(check: Any, of: StandardPage, language: str = "de") -> list[str]:
    """Return the codes of what a check finds."""
    return [finding.code for finding in check(of, language, FACTS)]
