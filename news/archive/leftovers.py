"""What an import leaves to people: link names without a cluster, pictures without a file.

Staff choose once for all places. The choice is carried out as a run of its own, so that it can
be undone; pages that only the import has written stay its own.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, QuerySet, TextField
from django.db.models.functions import Cast

from clusters.models import ClusterPage
from metropol.bulk import index_objects
from metropol.models import PortalImage
from news.archive.changes import Changes, page_state, snapshot
from news.archive.queue import importing
from news.models import (
    ArchiveChange,
    ArchiveItem,
    ArchiveLinkName,
    ArchiveRun,
    NewsLink,
    NewsPage,
)

#: How a place for a picture without a file stands in the column of a text.
EMPTY = '"image": null'


@dataclass(slots=True)
class Picture:
    """A picture of the archive of which only the words are there, and how often it stands."""

    key: str
    alt: str
    caption: str
    credit: str
    page: NewsPage
    places: int = 0


def unmatched_names(run: ArchiveRun) -> QuerySet[NewsLink, Any]:
    """Return ``label_de`` and ``places`` for each link name without a target in a run's pages."""
    links = NewsLink.objects.filter(page__in=_keys(run), target=None, url="")
    return links.values("label_de").annotate(places=Count("pk")).order_by("-places", "label_de")


def pictures(run: ArchiveRun) -> list[Picture]:
    """Return the pictures without a file in a run's pages, those with most places first."""
    found: dict[str, Picture] = {}
    for page in _with_empty_places(_imported().filter(pk__in=_keys(run))):
        for value in _empty_places(page):
            key = picture_key(value)
            alt, caption, credit = (str(value[name]) for name in ("alt", "caption", "credit"))
            found.setdefault(key, Picture(key, alt, caption, credit, page)).places += 1
    return sorted(found.values(), key=lambda each: -each.places)


def picture_key(value: Any) -> str:
    """Return what names a picture: the digest of its words."""
    words = (str(value.get(name) or "") for name in ("alt", "caption", "credit"))
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:24]


def match_links(run: ArchiveRun) -> int:
    """Give the names in ``run.options["names"]`` their clusters; return the number of pages.

    The option is a dictionary of names and keys of pages. Later imports know the names too.
    """
    names = run.options["names"]
    pages = ClusterPage.objects.in_bulk(names.values())
    clusters = {name: pages[key] for name, key in names.items() if key in pages}
    changes = Changes()
    for name, cluster in clusters.items():
        if not ArchiveLinkName.objects.filter(name=name).exists():
            changes.made(ArchiveLinkName.objects.create(name=name, cluster=cluster))
    changes.save(run)

    def change(page: NewsPage) -> bool:
        links = list(page.links.all())
        open_links = [link for link in links if not link.target_id and not link.url]
        matched = [link for link in open_links if link.label_de in clusters]
        for link in matched:
            link.target = clusters[link.label_de]
        page.links.set(links)
        new = {clusters[link.label_de] for link in matched}
        page.clusters.set([*page.clusters.all(), *(new - set(page.clusters.all()))])
        return bool(matched)

    links = NewsLink.objects.filter(label_de__in=clusters, target=None, url="")
    return _change(run, _imported().filter(links__in=links).distinct(), change)


def place_pictures(run: ArchiveRun) -> int:
    """Put the images in ``run.options["pictures"]`` in their places; return the number of pages.

    The option is a dictionary of the keys of pictures and of images.
    """
    images = PortalImage.objects.in_bulk(run.options["pictures"].values())
    chosen = {
        key: images[image] for key, image in run.options["pictures"].items() if image in images
    }

    def change(page: NewsPage) -> bool:
        matched = [value for value in _empty_places(page) if picture_key(value) in chosen]
        for value in matched:
            value["image"] = chosen[picture_key(value)]
        return bool(matched)

    return _change(run, _with_empty_places(_imported()), change)


def _keys(run: ArchiveRun) -> QuerySet[ArchiveChange, int]:
    content_type = ContentType.objects.get_for_model(NewsPage)
    return run.changes.filter(content_type=content_type).values_list("object_id", flat=True)


def _imported() -> QuerySet[NewsPage]:
    """Return the pages that the import knows."""
    items = ArchiveItem.objects.exclude(page=None).values("page")
    pages: QuerySet[NewsPage] = NewsPage.objects.filter(pk__in=items)
    return pages


def _with_empty_places(pages: QuerySet[NewsPage]) -> Iterator[NewsPage]:
    pages = pages.annotate(stored=Cast("body_de", TextField()))
    return pages.filter(stored__contains=EMPTY).order_by("pk").iterator(200)


def _empty_places(page: NewsPage) -> list[Any]:
    blocks = page.body_de or ()
    pictures = (block.value for block in blocks if block.block_type == "image")
    return [value for value in pictures if not value["image"]]


def _change(run: ArchiveRun, pages: Iterable[NewsPage], change: Callable[[NewsPage], bool]) -> int:
    """Change the newest draft of each page, and publish it where nothing else waits in it."""
    number = 0
    for found in pages:
        with transaction.atomic(), importing():
            page = found.get_latest_revision_as_object()
            if not change(page):
                continue
            before = snapshot(NewsPage, page.pk)
            is_clean = found.live and not found.has_unpublished_changes
            own = list(found.archive_items.filter(revision=found.latest_revision_id))
            revision = page.save_revision(user=run.user, log_action=True)
            if is_clean:
                revision.publish(user=run.user, skip_permission_checks=True)
            page = NewsPage.objects.get(pk=page.pk)
            index_objects([page])
            changes = Changes()
            changes.changed(page, before, **page_state(page, page.get_parent().pk))
            for item in own:
                before_item = snapshot(ArchiveItem, item.pk)
                item.revision = revision
                item.run = run
                item.save()
                changes.changed(item, before_item)
            changes.save(run)
        number += 1
    return number
