"""Chefredaktion imports an archive in the admin, watches it go and takes it back."""

import io
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, expect

from metropol.setup.staff import CHIEF_EDITORS
from news.admin import runs
from news.models import ArchiveRun, NewsPage
from tests.browser.looking import RULES
from tests.browser.staff import log_in
from tests.news.archive.documents import clusterplattform
from tests.news.importing import item

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("db"),
]
#: What is the portal's own on a page of the admin.
PARTS = {"include": [["main"]], "exclude": [[".messages"]]}
TEXTS = {
    "a.txt": item("Das ACOD war da.", "Weitere Informationen:\nVerein der Freunde"),
    "b.txt": item(date="31. Februar 2011", headline="Ohne Datum"),
    "c.txt": clusterplattform("Ein Vorspann.", "Zwei\nAda an der Säge\n© Stadt", headline="Bild"),
}


def archive() -> FilePayload:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        for name, text in TEXTS.items():
            packed.writestr(name, text)
    return {"name": "archiv.zip", "mimeType": "application/zip", "buffer": data.getvalue()}


def check(page: Page) -> None:
    """Let axe look at what is the portal's own on a page of the admin, wide and narrow."""
    page.wait_for_load_state()
    for width in (1400, 390):
        page.set_viewport_size({"width": width, "height": 1000})
        found = Axe().run(page, context=PARTS, options=RULES)
        violations = [
            (page.url, each["id"], [node["target"] for node in each["nodes"]])
            for each in found.response["violations"]
        ]
        assert violations == []


def test_archive_is_uploaded_checked_imported_reviewed_and_taken_back(page: Page) -> None:
    log_in(page, CHIEF_EDITORS)
    page.get_by_role("link", name="Archiv", exact=True).click()
    page.wait_for_url("**/admin/archive/")
    check(page)
    page.goto("/admin/archive/new/")
    check(page)
    page.get_by_label("Dateien").set_input_files(archive())
    page.get_by_role("button", name="Hochladen und prüfen").click()
    expect(page.get_by_text("Geprüft, nicht gestartet")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Import starten").click()
    expect(page.get_by_role("status").get_by_text("Fertig")).to_be_visible()
    assert NewsPage.objects.live().count() == 2
    check(page)
    address = page.url
    for name in ("links/", "pictures/", "undo/", "files/1/"):
        page.goto(address + name)
        check(page)
    page.goto("/admin/archive/review/")
    check(page)
    page.get_by_role("link", name="b.txt").click()
    page.wait_for_url("**/archive/review/*/")
    check(page)
    page.get_by_role("button", name="Entwurf daraus anlegen").click()
    expect(page.locator("#id_title")).to_have_value("Ohne Datum")
    page.goto(address)  # the item with a draft stays, the rest goes
    page.get_by_role("link", name="Lauf zurücknehmen").click()
    page.get_by_role("button", name="Lauf zurücknehmen").click()
    expect(page.get_by_role("status").get_by_text("Teilweise zurückgenommen")).to_be_visible()
    assert not NewsPage.objects.live().exists()


def test_page_of_a_run_shows_how_far_it_is_and_then_the_report(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "_if_alive", lambda run: run)  # no process runs this one
    log_in(page, CHIEF_EDITORS)
    run = ArchiveRun.objects.create(path="archiv.zip", total=10, counts={"created": 3})
    page.goto(f"/admin/archive/runs/{run.pk}/")
    expect(page.get_by_text("3 von 10 Dateien")).to_be_visible()
    ArchiveRun.objects.update(counts={"created": 7})
    expect(page.get_by_text("7 von 10 Dateien")).to_be_visible()
    ArchiveRun.objects.update(counts={"created": 10}, state=ArchiveRun.State.FINISHED)
    expect(page.get_by_role("status").get_by_text("Fertig")).to_be_visible()
    expect(page.get_by_role("link", name="Bericht als CSV")).to_be_visible()
    page.wait_for_load_state("networkidle")
