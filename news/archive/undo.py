"""Undo a run: delete what it made, restore what it changed, keep what was edited since.

Pages go first, the newest change first; whatever belongs to a page that is kept is kept too, so
that the import still knows it. Sections and members go last, if nothing else uses them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry, Revision

from members.models import Member, TestimonialPage
from metropol.bulk import index_objects
from metropol.models import TRACKED_COLUMNS, BasePage, TranslatedPage
from metropol.renaming import restore_paths
from news.archive.changes import PLACE, fingerprint, restore, snapshot
from news.archive.messages import as_json
from news.archive.record import notice
from news.models import (
    ArchiveChange,
    ArchiveDigest,
    ArchiveItem,
    ArchiveLinkName,
    ArchiveRun,
    ArchiveTestimonial,
    NewsPage,
    NewsSection,
)

PAGES: tuple[type[TranslatedPage], ...] = (NewsPage, TestimonialPage)
#: The order in which the other objects go: what refers to others first.
OTHERS: tuple[type[models.Model], ...] = (
    Redirect,
    ArchiveLinkName,
    ArchiveTestimonial,
    ArchiveDigest,
    ArchiveItem,
    Member,
    NewsSection,
)
#: The reason of an item that staff have made a page themselves.
COMPLETED = as_json(notice("completed"))
#: Objects that are deleted at once.
BATCH = 100
#: What a page's revision holds beside its content.
STATE = PLACE | {
    *TRACKED_COLUMNS,
    "draft_title",
    "english_live",
    "english_request",
    "first_published_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "latest_revision_id",
    "live",
    "live_revision",
    "live_revision_id",
    "slug_en",
}


@dataclass(slots=True)
class Undone:
    """What came of it: numbers of objects, and those that were kept, since they were edited."""

    deleted: int = 0
    restored: int = 0
    kept: list[models.Model] = field(default_factory=list)


@transaction.atomic
def undo(run: ArchiveRun, user: Any = None) -> Undone:
    """Undo a run as a whole or, where something was edited since, all the rest of it.

    What was kept stays noted, so that the run can be undone again later.
    """
    return _Undo(run, user).execute()


class _Undo:
    def __init__(self, run: ArchiveRun, user: Any) -> None:
        self.run = run
        self.user = user
        self.result = Undone()
        self.done: list[int] = []
        self.kept_pages: set[int] = set()
        self.gone_pages: set[int] = set()
        self._parents: dict[str, int | None] = {}

    def execute(self) -> Undone:
        changes: dict[type[Any], list[ArchiveChange]] = defaultdict(list)
        for change in self.run.changes.order_by("-pk").iterator():
            model = ContentType.objects.get_for_id(change.content_type_id).model_class()
            if model:
                changes[model].append(change)
        for page_model in PAGES:
            self._undo_pages(page_model, changes[page_model])
        for model in OTHERS:
            self._undo_others(model, changes[model])
        for keys in batched(self.done, 500):
            ArchiveChange.objects.filter(pk__in=keys).delete()
        self.run.undone_at = timezone.now()
        self.run.state = ArchiveRun.State.UNDONE
        if self.result.kept or self.run.changes.exists():
            self.run.state = ArchiveRun.State.FINISHED
        self.run.save(update_fields=["undone_at", "state"])
        return self.result

    def _undo_pages(self, model: type[TranslatedPage], changes: Sequence[ArchiveChange]) -> None:
        """Restore pages one by one; delete in batches those that the run made."""
        made = [change for change in changes if change.before is None]
        for change in changes:
            if change.before is not None:
                self._restore_page(model, change)
        for batch in batched(made, BATCH):
            pages = model.objects.in_bulk([change.object_id for change in batch])
            used = self._used_elsewhere(pages)
            going = []
            for change in batch:
                page = pages.get(change.object_id)
                if page and (page.pk in used or self._is_edited(page, change)):
                    self._keep_page(page)
                    continue
                self.done.append(change.pk)
                if page:
                    going.append(page)
            self._delete_pages(model, going)

    def _restore_page(self, model: type[TranslatedPage], change: ArchiveChange) -> None:
        page = model.objects.filter(pk=change.object_id).first()
        if page and (
            page.pk in self.kept_pages
            or self._is_edited(page, change)
            or self._used_later([page.pk])
        ):
            self._keep_page(page)
            return
        self.done.append(change.pk)
        if page is None:
            return
        before: dict[str, Any] = change.before or {}
        restore(model, page.pk, before)
        latest = before["fields"]["latest_revision_id"]
        if change.after["revision"] != latest:
            Revision.objects.filter(pk=change.after["revision"]).delete()
        page = model.objects.get(pk=page.pk)
        restore_paths(page)
        index_objects([page])
        self.result.restored += 1

    def _is_edited(self, page: Any, change: ArchiveChange) -> bool:
        """Tell whether a page is no longer what the run left.

        There is a later revision, it went on- or offline or elsewhere, or its fields are not
        what the run left in them, as after a change from a shell.
        """
        after = change.after
        if page.latest_revision_id != after["revision"] or page.live != after["live"]:
            return True
        if after["parent"] != self._parent_of(page):
            return True
        if change.before is None or page.live_revision_id == after["revision"]:
            now, then = page.serializable_data(), page.latest_revision.content
        else:  # the run has left the page itself alone, and only added a draft
            now, then = snapshot(type(page), page.pk), change.before
            now, then = (
                each["fields"] | each["children"] | each["related"] for each in (now, then)
            )
        return _content(json.loads(json.dumps(now, cls=DjangoJSONEncoder))) != _content(then)

    def _parent_of(self, page: Any) -> int | None:
        path = page.path[: -page.steplen]
        if path not in self._parents:
            keys = BasePage.objects.filter(path=path).values_list("pk", flat=True)
            self._parents[path] = keys.first()
        return self._parents[path]

    def _used_elsewhere(self, pages: Iterable[int]) -> set[int]:
        """Return the keys of pages of this run to which another one has brought a file since."""
        items = ArchiveItem.objects.filter(page__in=list(pages)).exclude(run=self.run)
        return set(items.values_list("page", flat=True))

    def _used_later(self, pages: Iterable[int]) -> set[int]:
        """Return the keys of the pages to which a later run has brought another file."""
        later = ArchiveItem.objects.filter(page__in=list(pages), run__gt=self.run)
        return set(later.values_list("page", flat=True))

    def _delete_pages(self, model: type[TranslatedPage], pages: Sequence[Any]) -> None:
        now = timezone.now()
        keys = [page.pk for page in pages]
        PageLogEntry.objects.filter(page__in=keys).update(deleted=True)
        PageLogEntry.objects.bulk_create(
            PageLogEntry(
                content_type=ContentType.objects.get_for_model(model),
                page_id=page.pk,
                label=str(page),
                action="wagtail.delete",
                timestamp=now,
                user=self.user,
                deleted=True,
            )
            for page in pages
        )
        model.objects.filter(pk__in=keys).delete()
        self.gone_pages |= set(keys)
        self.result.deleted += len(pages)

    def _keep_page(self, page: Any) -> None:
        if page.pk not in self.kept_pages:
            self.kept_pages.add(page.pk)
            self.result.kept.append(page)

    def _undo_others(self, model: type[models.Model], changes: Sequence[ArchiveChange]) -> None:
        for batch in batched(changes, BATCH):
            found = model._default_manager.in_bulk([change.object_id for change in batch])
            going = []
            for change in batch:
                each = found.get(change.object_id)
                if each and self._is_needed(each, change):
                    continue
                self.done.append(change.pk)
                if each and change.before is None:
                    going.append(each.pk)
                elif each:
                    restore(model, change.object_id, change.before or {})
                    self.result.restored += 1
            model._default_manager.filter(pk__in=going).delete()
            self.result.deleted += len(going)

    def _is_needed(self, found: Any, change: ArchiveChange) -> bool:
        """Tell whether an object stays, for itself or for a page that is kept."""
        match found:
            case ArchiveItem():
                return self._keeps_item(found)
            case ArchiveDigest():
                return self._keeps_item(found.item)
            case ArchiveTestimonial():
                return found.page_id is not None or not self._was_ours(change)
            case Redirect():
                return found.redirect_page_id in self.kept_pages or self._was_changed(found, change)
            case Member() | NewsSection():
                return self._was_changed(found, change) or _is_used(found)
        return False

    def _was_changed(self, found: Any, change: ArchiveChange) -> bool:
        """Tell whether anything about an object was changed since, and list it then."""
        if change.after["fingerprint"] == fingerprint(type(found), found.pk):
            return False
        self.result.kept.append(found)
        return True

    def _keeps_item(self, item: ArchiveItem) -> bool:
        is_of_staff = item.draft_id is not None or item.reason == COMPLETED
        is_of_later_run = item.run_id != self.run.pk
        return is_of_later_run or is_of_staff or item.page_id in self.kept_pages

    def _was_ours(self, change: ArchiveChange) -> bool:
        """Tell whether the page of a statement went with this undo: staff may have deleted it."""
        return change.after.get("page") in self.gone_pages


def _content(data: dict[str, Any]) -> dict[str, Any]:
    """Return what editors can change; the keys of child objects change with each publication."""
    found = {name: value for name, value in data.items() if name not in STATE}
    for name, value in found.items():
        if isinstance(value, list):
            children = [each | {"pk": None} if isinstance(each, dict) else each for each in value]
            is_of_children = any(isinstance(child, dict) for child in children)
            found[name] = children if is_of_children else sorted(children, key=str)
        elif isinstance(value, str) and value.startswith("["):
            found[name] = _parsed(value)
    return found


def _parsed(text: str) -> Any:
    """Return a body as data: PostgreSQL keeps its keys in an order of its own."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _is_used(found: models.Model) -> bool:
    """Tell whether another object refers to this one."""
    return any(
        relation.related_model._default_manager.filter(**{relation.field.name: found}).exists()
        for relation in found._meta.related_objects
    )
