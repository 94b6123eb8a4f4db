"""Addresses of the form and of the pages behind the links, in both languages.

They lie below the member directory, wherever staff have put that.
"""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import translation

from members.models import MemberIndexPage
from members.submissions.tokens import PARAMETER
from metropol.languages import ENGLISH, GERMAN

#: What stands behind the address of the directory, by name and language.
SUBPATHS: dict[str, dict[str, str]] = {
    "form": {GERMAN: "testimonial/", ENGLISH: "testimonial/"},
    "sent": {GERMAN: "testimonial/gesendet/", ENGLISH: "testimonial/sent/"},
    "confirm": {GERMAN: "testimonial/bestaetigen/", ENGLISH: "testimonial/confirm/"},
    "manage": {GERMAN: "testimonial/verwalten/", ENGLISH: "testimonial/manage/"},
    "invite": {GERMAN: "testimonial/einladung/", ENGLISH: "testimonial/invitation/"},
    "link": {GERMAN: "testimonial/link/", ENGLISH: "testimonial/link/"},
    "portrait": {GERMAN: "testimonial/portraet/", ENGLISH: "testimonial/portrait/"},
}


class DirectoryMissing(LookupError):  # noqa: N818 - names the state, not a fault
    """There is no live member directory, so the form has no address."""


def full_address(name: str, language: str, token: str = "") -> str:
    """Return the full URL of ``name`` (a key of SUBPATHS), with a token one for a mail.

    Those in mails do not change when staff rename or move the directory. Raises
    DirectoryMissing.
    """
    page = MemberIndexPage.objects.live().first()
    if page is None:
        raise DirectoryMissing
    subpath = SUBPATHS[name][language]
    with translation.override(language):
        if not token:
            return f"{page.get_full_url()}{subpath}"
        path = reverse("testimonial_link", args=[subpath.split("/")[1]])
    return f"{page.get_site().root_url}{path}?{urlencode({PARAMETER: token})}"
