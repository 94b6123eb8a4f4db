"""The picture that stands beside a link to a page on other sites."""

from typing import NamedTuple
from urllib.parse import urljoin

from wagtail.images.models import SourceImageIOError

from metropol.alternatives import shown_alternative
from metropol.languages import LocalizedValue, current_language
from metropol.models import BasePage, PicturedPage, PortalImage, SiteSettings
from metropol.navigation import Frame

#: As large as other sites show it at most; a smaller image is not made larger.
FILTER = "fill-1200x630|format-jpeg"


class ShareImage(NamedTuple):
    """A picture with its full URL, its size and what it says."""

    url: str
    width: int
    height: int
    alt: LocalizedValue


def share_image(
    page: BasePage, frame: Frame, settings: SiteSettings, root_url: str, code: str
) -> ShareImage | None:
    """Return the page's own image, else the one in its header, else the site's.

    None where there is none, or where its file is missing.
    """
    own: PortalImage | None = getattr(page, "image", None)
    image = own or frame.header_image or settings.share_image
    if image is None:
        return None
    try:
        scaled = image.get_rendition(FILTER)
    except SourceImageIOError:
        return None
    place = page if own and isinstance(page, PicturedPage) else None
    texts = place.image_texts if place else {}
    alt = shown_alternative(image, code, texts, bool(place and place.image_decorative))
    alt = alt._replace(is_fallback=bool(alt.value) and alt.language != current_language())
    return ShareImage(urljoin(f"{root_url}/", scaled.url), scaled.width, scaled.height, alt)
