"""A real browser, and a site with a page of every type."""

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.chromium import ARGUMENTS, CHROMIUM


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """Start Chromium once; tests are skipped where there is none."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing")
    # Playwright's synchronous interface runs an event loop in this thread, in which Django has
    # another connection. This one keeps a database in memory; a server copies none that is in use.
    if connection.vendor == "postgresql":
        connection.close()
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def db(own_database: None) -> None:
    """A database that the threads of the server have connections of their own to."""


@pytest.fixture
def server(db: None) -> Iterator[LiveServer]:
    """The portal as it answers to a browser."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def page(browser: Browser, server: LiveServer) -> Iterator[Page]:
    """A window of a German browser."""
    context = browser.new_context(
        base_url=server.url, viewport={"width": 1400, "height": 1000}, locale="de-DE"
    )
    window = context.new_page()
    window.set_default_timeout(20_000)
    yield window
    context.close()
