"""Structured data for search engines (schema.org as JSON-LD)."""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from metropol.languages import localized
from metropol.machine.text_files import search_addresses

if TYPE_CHECKING:
    from metropol.models import SiteSettings, SocialLink

Node = dict[str, Any]

#: What could end the script element or start a comment in it; as Django's json_script does.
_UNSAFE: Final = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


def script(nodes: Iterable[Node]) -> SafeString | str:
    """Return nodes as the element that pages carry; nothing without any.

    It is data: browsers run nothing of it, and so a content security policy has no say.
    """
    graph = list(nodes)
    if not graph:
        return ""
    data = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308 - nothing in it can end the element
    )


def organisation(
    settings: "SiteSettings", links: Iterable["SocialLink"], root_url: str, brand: str, code: str
) -> Node:
    """Return the organisation behind the site, in the language ``code``."""
    street = {"streetAddress": settings.street, "postalCode": settings.postal_code}
    address = whole(street | {"addressLocality": settings.city})
    return whole(
        publisher(settings, root_url, brand, code)
        | {
            "logo": urljoin(root_url, static("metropol/icon.svg")),
            "email": settings.email,
            "telephone": settings.phone,
            "address": {"@type": "PostalAddress"} | address if address else None,
            "sameAs": [link.url for link in links],
        }
    )


def publisher(settings: "SiteSettings", root_url: str, brand: str, code: str) -> Node:
    """Return the organisation as other nodes name it."""
    return {
        "@type": "Organization",
        "@id": f"{root_url}/#organisation",
        "name": localized(settings, "organisation", code).value or brand,
        "url": f"{root_url}/{code}/",
    }


def website(root_url: str, brand: str, code: str) -> Node:
    """Return the site in the language ``code``, with its search."""
    url = f"{root_url}/{code}/"
    action = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{root_url}{search_addresses()[code]}?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    return whole(
        {
            "@type": "WebSite",
            "@id": f"{url}#website",
            "url": url,
            "name": brand,
            "inLanguage": code,
            "publisher": {"@id": f"{root_url}/#organisation"},
            "potentialAction": action,
        }
    )


def breadcrumb(steps: Iterable[tuple[str, str]]) -> Node:
    """Return the way to a page: name and full URL of each step."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(steps, start=1)
        ],
    }


def whole(node: Mapping[str, Any]) -> Node:
    """Return a node without what is empty."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}
