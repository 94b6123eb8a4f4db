"""robots.txt and security.txt, as the settings of the site make them."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone, translation

from metropol.languages import CODES

if TYPE_CHECKING:
    from metropol.models import SiteSettings

#: Days until security.txt says that it is out of date; less than a year (RFC 9116, 2.5.5).
VALID_DAYS = 180


def robots_txt(settings: "SiteSettings", root_url: str) -> str:
    """Return robots.txt (RFC 9309) of the site at ``root_url``.

    Crawlers may take one filter of a list, not combinations of them, which have no end, and no
    results of the search. Staff's own lines come after, and may start groups of their own.
    """
    lines = ["User-agent: *", "Disallow: /*?*&"]
    lines += [f"Disallow: {path}?" for path in search_addresses().values()]
    lines += settings.robots_lines.splitlines()
    lines += ["", f"Sitemap: {root_url}{reverse('sitemap')}"]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def security_txt(settings: "SiteSettings", root_url: str) -> str:
    """Return security.txt (RFC 9116), or "" while nobody is named whom to write to."""
    contact = settings.security_contact or settings.email
    if not contact:
        return ""
    expires = timezone.now().date() + timedelta(days=VALID_DAYS)
    lines = {
        "Contact": contact if "://" in contact else f"mailto:{contact}",
        "Expires": f"{expires.isoformat()}T00:00:00Z",
        "Preferred-Languages": ", ".join(CODES),
        "Canonical": f"{root_url}{reverse('security_txt')}",
        "Policy": settings.security_policy,
    }
    # Imports write past the checks of forms: a value never makes a line of its own.
    return "".join(f"{name}: {' '.join(text.split())}\n" for name, text in lines.items() if text)


def search_addresses() -> dict[str, str]:
    """Return the path of the search by language."""
    found = {}
    for code in CODES:
        with translation.override(code):
            found[code] = reverse("search")
    return found
