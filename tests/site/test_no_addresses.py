"""No address of a visitor is stored: not in the database, not in a session, not in the log."""

import ipaddress
import logging
import re
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import models
from django.test import Client, override_settings
from django.urls import reverse

from metropol.models import HomePage
from tests.database import contents
from tests.factories import UserFactory
from tests.members import submitting
from tests.site.test_crawl import APPS

pytestmark = pytest.mark.django_db
#: Addresses that no documentation, fixture or default of a package has.
ADDRESSES = ("203.0.113.77", "2001:db8:77::77")
_FOUR = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")


def places(address: str) -> Iterator[str]:
    """Yield the columns of all tables that hold an address, sessions read as what they mean."""
    for table, rows in contents().items():
        yield from (table for row in rows if address in str(row))
    for session in Session.objects.all():
        if address in str(session.get_decoded()):
            yield "session"


def any_address() -> set[str]:
    """Return whatever looks like an address of a network in any row."""
    found = set(_FOUR.findall(str(contents())))
    return {each for each in found if _is_address(each)}


def _is_address(text: str) -> bool:
    try:
        return not ipaddress.ip_address(text).is_loopback
    except ValueError:
        return False


@pytest.mark.parametrize("address", ADDRESSES)
@override_settings(AXES_ENABLED=True)
def test_no_address_is_stored_whatever_a_visitor_does(
    site: HomePage, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    UserFactory(username="jana", is_superuser=True)
    before = any_address()
    client = Client(REMOTE_ADDR=address, headers={"X-Forwarded-For": address})
    for path in ("/", "/de/", "/en/news/", "/de/gibt-es-nicht/", "/robots.txt", "/admin/"):
        client.get(path)
    login = reverse("wagtailadmin_login")
    for _ in range(12):
        failed = client.post(login, {"username": "jana", "password": "falsch"})
    assert failed.status_code == 429, "the throttle works all the same"
    cache.clear()
    assert client.post(login, {"username": "jana", "password": "geheim"}).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert submitting.send(client).status_code == 302
    assert not list(places(address))
    assert any_address() == before
    assert address not in caplog.text


def test_no_model_has_a_field_for_an_address() -> None:
    from django.apps import apps

    fields = [
        str(field)
        for model in apps.get_models()
        if model._meta.app_label in APPS
        for field in model._meta.get_fields()
        if isinstance(field, models.GenericIPAddressField)
    ]
    assert not fields
