"""Pictures: with an alternative text in each language, or said to be decorative (WCAG 1.1.1)."""

import re
from collections.abc import Iterator
from typing import Any

from metropol.alternatives import alternative
from metropol.blocks import PictureBlock
from metropol.content_checks.facts import Facts
from metropol.content_checks.findings import Finding, Level
from metropol.content_checks.texts import parts, pictures
from metropol.models import BasePage

_FILE_NAME = re.compile(
    r"\S+\.(?:avif|gif|hei[cf]|jpe?g|png|svg|tiff?|webp)|\S*_\S*", re.IGNORECASE
)


def check_pictures(page: BasePage, language: str, facts: Facts) -> Iterator[Finding]:
    """Yield the pictures of the page that say nothing in ``language``."""
    for name, key in pictures(page):
        if image := facts.images.get(key):
            # Some page types have a text of their own for the image, beside its field.
            own = f"{name}_alt_{language}"
            text = alternative(
                image,
                language,
                alt=getattr(page, own, ""),
                decorative=getattr(page, f"{name}_decorative", False),
            )
            code, path = ("picture-alt", own) if hasattr(page, own) else ("image-alt", name)
            yield from _judge(code, image, text, language, path)
    for part in parts(page, language):
        if not isinstance(part.block, PictureBlock):
            continue
        if image := facts.images.get(part.struct.get("image") or 0):
            text = alternative(
                image,
                language,
                alt=part.struct.get("alt") or "",
                decorative=bool(part.struct.get("decorative")),
            )
            yield from _judge("picture-alt", image, text, language, part.path)


def _judge(code: str, image: Any, text: str | None, language: str, path: str) -> Iterator[Finding]:
    if text is None:
        yield Finding(code, Level.ERROR, language, path, {"image": image.title})
    elif _FILE_NAME.fullmatch(text.strip()):
        params = {"image": image.title, "alt": text}
        yield Finding("alt-file-name", Level.WARNING, language, path, params)
