"""What stands in for an image where it is not seen, in one language."""

from typing import Any

from metropol.languages import attribute


def alternative(
    image: Any, language: str, *, alt: str = "", decorative: bool = False
) -> str | None:
    """Return the alternative text of ``image`` in ``language``; None where it is missing.

    ``alt`` and ``decorative`` are what the place of use says. An empty text means that the
    image is decorative.
    """
    if decorative:
        return ""
    return alt or getattr(image, attribute(image, "alt", language)) or None
