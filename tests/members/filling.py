"""Read the forms of an answer as a browser does, and send them on without a script."""

from typing import Any
from urllib.parse import urljoin

from django.http import HttpResponse
from django.test import Client

from tests.site.html import Document, Element


def form_with(response: HttpResponse, button: str = "stamp") -> list[Element]:
    """Return the form that has a control ``button``, by name or value, and all in it."""
    found: list[Element] = []
    for element in [*Document(response).elements, Element("form", {})]:
        if element.name == "form":
            if any(button in (each["name"], each["value"]) for each in found):
                return found
            found = []
        found.append(element)
    raise AssertionError(f"no form with {button}")


def filled(form: list[Element]) -> dict[str, list[str]]:
    """Return what a browser would send of a form, without files and buttons."""
    values: dict[str, list[str]] = {}
    chosen_of = ""
    for element in form:
        name, kind = element["name"] or "", element["type"] or "text"
        if element.name == "select":
            chosen_of = name
        elif element.name == "option" and "selected" in element.attributes:
            values.setdefault(chosen_of, []).append(element["value"] or "")
        elif element.name == "textarea":
            values.setdefault(name, []).append(element.text.removeprefix("\n"))
        elif element.name == "input" and kind == "checkbox":
            if "checked" in element.attributes:
                values.setdefault(name, []).append(element["value"] or "on")
        elif element.name == "input" and kind != "file":
            values.setdefault(name, []).append(element["value"] or "")
    return values


def send_on(
    response: HttpResponse, button: str = "stamp", client: Client | None = None, **changes: Any
) -> HttpResponse:
    """Send a form of an answer as it stands, with ``changes``; None leaves a control out."""
    form = form_with(response, button)
    data = filled(form) | changes
    action = urljoin(response.request["PATH_INFO"], form[0]["action"] or "")
    sent = {name: value for name, value in data.items() if value is not None}
    return (client or Client()).post(action, sent)


def described(document: Document, control: Element) -> str:
    """Return what a screen reader says of a control beside its label; each id must exist."""
    texts = {element["id"]: element.text for element in document.elements}
    return " ".join(texts[key] for key in (control["aria-describedby"] or "").split())


def summary(response: HttpResponse) -> dict[str, str]:
    """Return the errors on top of a form: text and where each leads."""
    links = [each for each in Document(response).all("a") if (each["href"] or "").startswith("#id")]
    return {each.text.strip(): (each["href"] or "").removeprefix("#") for each in links}


def controls(document: Document) -> list[Element]:
    """Return all controls that people see and fill in."""
    return [
        element
        for element in document.elements
        if element.name in {"input", "select", "textarea"} and element["type"] != "hidden"
    ]
