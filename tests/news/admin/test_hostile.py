"""No text of the archive is markup on any page of the admin."""

import pytest
from django.test import Client
from django.urls import reverse

from news.models import ArchiveItem, ArchiveRun, NewsPage
from tests.news.admin.conftest import Upload
from tests.news.admin.test_runs import ENGLISH, show
from tests.news.archive.documents import FOOTER, clusterplattform
from tests.news.importing import item

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script><b>{{ 7|add:7 }}"
LINKS = f"Weitere Informationen:\n{EVIL}"


def texts() -> dict[str, str]:
    footer = FOOTER.replace("Ada Beispiel", EVIL).replace("Beispielwerk", EVIL)
    return {
        "a": item(EVIL, f"  • {EVIL}", LINKS, headline=f"Die {EVIL}", lead=EVIL, footer=footer),
        "b": item(EVIL, LINKS, headline=f"Die {EVIL} und", date="31. Februar 2011"),
        "c": clusterplattform(f"Ein {EVIL}", f"{EVIL}\n{EVIL} hier\n© {EVIL}", headline=EVIL),
        "d": EVIL,
        "e": ENGLISH.replace("Twelve companies", EVIL),
    }


def test_texts_of_the_archive_are_escaped_on_every_page(
    upload: Upload, imported: Upload, chief: Client
) -> None:
    upload(**texts())
    imported(**texts())
    checked, run = ArchiveRun.objects.order_by("pk")
    assert run.counts["created"] == 2
    pages = [show(chief, "index"), show(chief, "queue")]
    for each in (checked, run):
        pages.append(show(chief, "run", each.pk))
        pages += [show(chief, "file", each.pk, number) for number in range(1, 6)]
    pages += [show(chief, name, run.pk) for name in ("link_names", "pictures", "undo", "status")]
    waiting = ArchiveItem.objects.filter(status="needs_review")
    assert waiting.count() == 3
    pages += [show(chief, "item", each.pk) for each in waiting]
    for each in waiting:
        chief.post(reverse("archive:item", args=[each.pk]), {"action": "draft"})
    for page in NewsPage.objects.all():
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        pages.append(chief.get(address).content.decode())
        history = reverse("wagtailadmin_pages:history", args=[page.pk])
        pages.append(chief.get(history).content.decode())
    for html in pages:
        assert "<script>alert" not in html
        assert "<b>{{" not in html
        assert "<b>14" not in html
    assert sum("&lt;script&gt;alert(1)" in html for html in pages) > 15
