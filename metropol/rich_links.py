"""Links in rich texts, resolved for many texts at once.

Wagtail resolves them paragraph by paragraph, with queries for each.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text import RichText
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.rich_text.rewriters import LinkRewriter

if TYPE_CHECKING:
    from metropol.models import BasePage


def resolve_links(
    blocks: Iterable[Any],
    find: "Callable[[int], BasePage | None]",
    address: "Callable[[BasePage], str]",
) -> dict[str, RichText]:
    """Return the rich texts of ``blocks`` by their source, with the addresses of their links.

    ``find`` returns the page with a key if it is online; a link to any other has no address.
    """
    sources = [block.value.source for block in blocks if isinstance(block.value, RichText)]

    def page_links(links: list[dict[str, str]]) -> list[str]:
        keys = [link.get("id", "") for link in links]
        found = [find(int(key)) if key.isdecimal() else None for key in keys]
        return [format_html('<a href="{}">', address(page)) if page else "<a>" for page in found]

    rewrite = LinkRewriter(
        bulk_rules={
            PageLinkHandler.identifier: page_links,
            DocumentLinkHandler.identifier: DocumentLinkHandler.expand_db_attributes_many,
        }
    )
    resolved = rewrite("\0".join(sources)).split("\0")
    return dict(zip(sources, map(RichText, resolved), strict=False))
