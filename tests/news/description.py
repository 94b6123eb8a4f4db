"""What a database holds after an import, told without primary keys and times.

Two databases with the same description are the same to everybody who uses the site.
"""

import json
import sys
from collections import Counter, defaultdict
from contextlib import suppress
from io import StringIO
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import models
from wagtail.models import PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from members.models import Member, TestimonialPage
from metropol.models import BasePage
from news.models import (
    ArchiveChange,
    ArchiveDigest,
    ArchiveItem,
    ArchiveRun,
    ArchiveTestimonial,
    NewsPage,
    NewsSection,
)

#: A word that the title of each page of the generated archive holds.
WORD = "Folge"
WORDS = ("autocomplete", "title", "body")


def show() -> None:
    """Print the description of the database, and what ``fixtree`` finds there."""
    found = describe()
    out = StringIO()
    call_command("fixtree", interactive=False, stdout=out)
    json.dump(found | {"fixtree": out.getvalue()}, sys.stdout, default=str)


def describe() -> dict[str, Any]:
    """Return what the database holds."""
    content_types = ContentType.objects.in_bulk()
    found = _Related()
    pages = BasePage.objects.order_by("path").specific()
    items = ArchiveItem.objects.select_related("page")
    return {
        "pages": [_page(page, found) for page in pages],
        "found": sorted(page.title for page in get_search_backend().search(WORD, NewsPage)),
        "items": sorted(map(_item, items), key=str),
        "digests": sorted(ArchiveDigest.objects.values_list("digest", "item__file", "status")),
        "testimonials": sorted(ArchiveTestimonial.objects.values_list("digest", "page__title")),
        "members": sorted((found.indexed(each) for each in Member.objects.all()), key=str),
        "sections": sorted((found.indexed(each) for each in NewsSection.objects.all()), key=str),
        "changes": Counter(
            f"{content_types[key].model}, {'changed' if is_changed else 'made'}"
            for key, is_changed in ArchiveChange.objects.values_list(
                "content_type", models.Q(before__isnull=False)
            )
        ),
        "runs": [
            (run.state, run.counts, Counter(run.outcomes.values_list("status", flat=True)))
            for run in ArchiveRun.objects.order_by("pk")
        ],
        "indexed": _by_model(IndexEntry, content_types),
        "referring": _by_model(ReferenceIndex, content_types),
    }


class _Related:
    """What is kept beside the objects, by content type and key."""

    def __init__(self) -> None:
        self.revisions: dict[Any, list[Revision]] = defaultdict(list)
        self.log: dict[int, list[str]] = defaultdict(list)
        self._words: dict[Any, list[Any]] = defaultdict(list)
        self._references: dict[Any, list[str]] = defaultdict(list)
        for revision in Revision.objects.order_by("pk"):
            self.revisions[revision.object_id].append(revision)
        for page, action in PageLogEntry.objects.values_list("page_id", "action"):
            self.log[page].append(action)
        for entry in IndexEntry.objects.values_list("content_type", "object_id", *WORDS):
            self._words[entry[:2]].append(list(map(str, entry[2:])))
        for row in ReferenceIndex.objects.select_related("to_content_type"):
            told = f"{row.model_path}: {row.to_content_type.model}"
            self._references[row.content_type_id, row.object_id].append(told)

    def indexed(self, instance: models.Model) -> dict[str, Any]:
        """Return an object's own values, with what the indexes hold of it."""
        key = ContentType.objects.get_for_model(instance).pk, str(instance.pk)
        words, references = self._words[key], sorted(self._references[key])
        return _values(instance) | {"words": words, "references": references}


def _page(page: Any, related: _Related) -> dict[str, Any]:
    revisions = related.revisions[str(page.pk)]
    newest = revisions[-1] if revisions else None
    found = related.indexed(page) | {
        "type": page._meta.label,
        "revisions": len(revisions),
        "is latest": bool(newest) and page.latest_revision_id == newest.pk,
        "is live revision": bool(newest) and page.live_revision_id == newest.pk,
        "revision": newest and _revision(newest),
        "log": sorted(related.log[page.pk]),
    }
    if isinstance(page, TestimonialPage):
        found["member"] = str(page.member)
    if isinstance(page, NewsPage):
        found |= {
            "section": page.section and page.section.name_de,
            "links": [
                (link.label_de, link.label_en, link.target and link.target.title)
                for link in page.links.order_by("sort_order")
            ],
            "clusters": sorted(page.clusters.values_list("title", flat=True)),
        }
    return found


def _revision(revision: Revision) -> dict[str, Any]:
    content = revision.content
    names = ("title", "slug", "live", "lead_de", "quote_de")
    return {name: content[name] for name in names if name in content} | {
        "clusters": len(content.get("clusters", [])),
        "links": [link["label_de"] for link in content.get("links", [])],
    }


def _item(item: ArchiveItem) -> dict[str, Any]:
    page = item.page
    return _values(item) | {
        "page": page and page.title,
        "is newest": bool(page) and page.latest_revision_id == item.revision_id,
    }


def _values(instance: models.Model) -> dict[str, Any]:
    return {
        field.name: _without_ids(field.get_prep_value(field.value_from_object(instance)))
        for field in instance._meta.concrete_fields
        if not field.primary_key
        and not field.is_relation
        and not isinstance(field, models.DateTimeField | models.UUIDField)
    }


def _without_ids(value: Any) -> Any:
    """Return a value without the random keys of the blocks of a text."""
    if isinstance(value, str) and value.startswith("["):
        with suppress(ValueError):  # a text may begin with a bracket, too
            value = json.loads(value)
    if isinstance(value, list):
        return [_without_ids(each) for each in value]
    if isinstance(value, dict):
        return {name: _without_ids(each) for name, each in value.items() if name != "id"}
    return value


def _by_model(model: type[models.Model], content_types: dict[int, Any]) -> dict[str, int]:
    keys = model._default_manager.values_list("content_type", flat=True)
    return Counter(content_types[key].model for key in keys)
