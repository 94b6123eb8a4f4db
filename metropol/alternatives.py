"""What an image says to those who do not see it.

An alternative text belongs to the place where an image is used; the text stored with the image
is taken where the place has none. "Decorative" is always said by somebody, never guessed from
an empty text.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from metropol.languages import GERMAN, LocalizedValue

if TYPE_CHECKING:
    from metropol.models import PortalImage


def alternative(
    image: "PortalImage", language: str, *, alt: str | None = "", decorative: bool = False
) -> str | None:
    """Return what ``image`` says in ``language`` at a place with these own settings.

    ``""`` where it is decorative, there or everywhere; None where a text is missing. A place
    that is decorative says nothing, whatever texts there are; its own text comes before what
    is stored with the image.
    """
    if decorative:
        return ""
    if own := (alt or "").strip():
        return own
    if image.is_decorative:
        return ""
    return (getattr(image, f"alt_{language}") or "").strip() or None


def shown_alternative(
    image: "PortalImage", language: str, texts: Mapping[str, str | None], decorative: bool = False
) -> LocalizedValue:
    """Return what visitors get in ``language``; ``texts`` are the place's own, by language.

    German is taken where English has nothing, and says so; an image without any text is
    passed over by screen readers.
    """
    for code in dict.fromkeys((language, GERMAN)):
        text = alternative(image, code, alt=texts.get(code), decorative=decorative)
        if text is not None:
            return LocalizedValue(text, code, is_fallback=bool(text) and code != language)
    return LocalizedValue("", language, is_fallback=False)
