"""Write to the office as a visitor does."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.members.submitting import stamp

FORM = {"de": "/de/kontakt/", "en": "/en/contact/"}
OFFICE = "office@region.example"
EMAIL = "mara.lindner@werkhof.example"
MESSAGE = "Gibt es das Programm auch als Text?\r\n\r\nViele Grüße"


def form_data(**changes: Any) -> dict[str, Any]:
    """Return what a browser sends for a complete form, with ``changes``; None leaves one out."""
    data = {
        "topic": "general",
        "message": MESSAGE,
        "name": "Mara Lindner",
        "email": EMAIL,
        "website": "",
        "stamp": stamp(),
    } | changes
    return {name: value for name, value in data.items() if value is not None}


def send(client: Client | None = None, language: str = "de", **changes: Any) -> HttpResponse:
    """Send the form and return the answer."""
    return (client or Client()).post(FORM[language], form_data(**changes))
