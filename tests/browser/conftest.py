"""A real browser, and a site with a page of every type."""

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.chromium import ARGUMENTS, CHROMIUM


@pytest.fixture(scope="session")
def browser(django_db_setup: str) -> Iterator[Browser]:
    """Start Chromium once; tests are skipped where there is none."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing")
    # Playwright's synchronous interface runs an event loop in this thread.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        # While an event loop runs, Django has another connection here: it must know, too, what
        # a test starts with (serialized_rollback).
        connection._test_serialized_contents = django_db_setup
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A window of a German browser."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1400, "height": 1000}, locale="de-DE"
    )
    window = context.new_page()
    window.set_default_timeout(20_000)
    yield window
    context.close()
