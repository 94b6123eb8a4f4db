"""A real browser, and a site with a page of every type."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


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
