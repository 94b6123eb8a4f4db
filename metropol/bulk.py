"""Insert many pages of one type at once.

The result is that of ``add_child``, ``save_revision`` and ``publish`` for each of them: rows of
page, children and relations, revision, log entries, search index, reference index. What those do
page by page is done here for all of them together; only the rows of the page type's own table
are inserted one by one, since Django inserts no multi-table models in bulk.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone, translation
from modelcluster.models import get_all_child_relations
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.log_actions import get_active_log_context
from wagtail.models import Locale, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends
from wagtail.signals import page_published, published

from metropol.fields import searchable_texts_once
from metropol.languages import GERMAN
from metropol.models import BasePage
from metropol.renaming import take_addresses
from metropol.search.deferred import touch
from metropol.search.sources import source_of

#: Child objects that Wagtail gives every page and a new one never has.
COMMENTS = "wagtail_admin_comments"


@transaction.atomic
def create_pages(
    parent: BasePage, pages: Sequence[BasePage], *, user: Any = None, live: bool = True
) -> None:
    """Insert ``pages`` below ``parent`` in their order, and publish them unless ``live`` is false.

    All are of one type, have a title and a slug of their own, valid values, and their child
    objects and relations assigned. Not for pages that ask for an English version to go online.
    Raises IntegrityError if another page was added below the same parent at the same time.
    """
    if not pages:
        return
    with translation.override(GERMAN):
        for page in pages:
            page.note_translations()
        _place(parent, pages)
        _date(pages, live)
        _insert(pages)
        revisions = _add_revisions(pages, user, live)
        for page in pages:
            page._state.adding = False
        _log(pages, revisions, user, live)
        take_addresses(pages)
        _index_words(pages)
        _index_references(pages)
    for page, revision in zip(pages, revisions, strict=True):
        if live:
            for signal in (published, page_published):
                signal.send(sender=type(page), instance=page, revision=revision)


def index_objects(objects: Sequence[Any]) -> None:
    """Bring search index and reference index up to date for objects of one type.

    Wagtail's own tasks swallow errors; here an error is raised, so that what it belongs to is
    rolled back.
    """
    _index_words(objects)
    if ReferenceIndex.is_indexed(type(objects[0])):
        with transaction.atomic():
            for each in objects:
                ReferenceIndex.create_or_update_for_object(each)


def _index_words(objects: Sequence[Any]) -> None:
    with searchable_texts_once():
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(type(objects[0]), objects)
    if source := source_of(type(objects[0])):
        touch(source, [each.pk for each in objects])


def _index_references(pages: Sequence[BasePage]) -> None:
    """Insert what new pages refer to, as ``ReferenceIndex.create_or_update_for_object`` does.

    It would ask for each page alone what is there already.
    """
    content_type = ContentType.objects.get_for_model(pages[0])
    base_content_type = ContentType.objects.get_for_model(BasePage)
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=content_type,
            base_content_type=base_content_type,
            object_id=page.pk,
            to_content_type_id=to_content_type,
            to_object_id=to_object,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for page in pages
        for to_content_type, to_object, model_path, content_path in set(
            ReferenceIndex._extract_references_from_object(page)
        )
    )


def _place(parent: BasePage, pages: Sequence[BasePage]) -> None:
    """Give the pages their place in the tree, after the last child of ``parent``."""
    parent = BasePage.objects.select_for_update().get(pk=parent.pk)
    children = BasePage.objects.filter(depth=parent.depth + 1, path__startswith=parent.path)
    last = children.order_by("-path").values_list("path", flat=True).first()
    step = BasePage._str2int(last[-BasePage.steplen :]) if last else 0
    locale = Locale.objects.get(language_code=get_supported_content_language_variant(GERMAN))
    for number, page in enumerate(pages, start=step + 1):
        page.path = BasePage._get_path(parent.path, parent.depth + 1, number)
        page.depth, page.numchild, page.locale = parent.depth + 1, 0, locale
        page.draft_title = page.title
        page.set_url_path(parent)
    BasePage.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(pages))


def _date(pages: Sequence[BasePage], live: bool) -> None:
    now = timezone.now()
    for page in pages:
        page.live, page.has_unpublished_changes = live, not live
        page.latest_revision_created_at = now
        if live:
            page.first_published_at = page.last_published_at = now


def _insert(pages: Sequence[BasePage]) -> None:
    """Insert the rows of pages, child objects and relations."""
    model = type(pages[0])
    columns = [field.attname for field in BasePage._meta.concrete_fields if not field.primary_key]
    bases = [BasePage(**{name: getattr(page, name) for name in columns}) for page in pages]
    for page, base in zip(pages, BasePage.objects.bulk_create(bases), strict=True):
        page.pk = page.id = base.pk
        page.save_base(raw=True, force_insert=True)
        setattr(page, COMMENTS, [])
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name != COMMENTS:
            children = [child for page in pages for child in getattr(page, name).all()]
            for child in children:
                setattr(child, relation.field.attname, getattr(child, relation.field.name).pk)
            relation.related_model._default_manager.bulk_create(children)
    for field in model._meta.many_to_many:
        through: Any = field.remote_field.through
        source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        through._default_manager.bulk_create(
            through(**{source: page.pk, target: related.pk})
            for page in pages
            for related in getattr(page, field.name).all()
        )


def _add_revisions(pages: Sequence[BasePage], user: Any, live: bool) -> Iterable[Revision]:
    model = type(pages[0])
    content_type = ContentType.objects.get_for_model(model)
    base_content_type = ContentType.objects.get_for_model(BasePage)
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=content_type,
            base_content_type=base_content_type,
            object_id=str(page.pk),
            created_at=page.latest_revision_created_at,
            user=user,
            object_str=str(page),
            content=page.serializable_data(),
        )
        for page in pages
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision = revision
        if live:
            page.live_revision = revision
    bases = [
        BasePage(
            pk=page.pk,
            latest_revision_id=page.latest_revision_id,
            live_revision_id=page.live_revision_id,
        )
        for page in pages
    ]
    BasePage.objects.bulk_update(bases, ["latest_revision", "live_revision"])
    return revisions


def _log(pages: Sequence[BasePage], revisions: Iterable[Revision], user: Any, live: bool) -> None:
    """Leave the log entries of the creation and, unless ``live`` is false, the publication."""
    content_type = ContentType.objects.get_for_model(pages[0])
    context = get_active_log_context()

    def entry(page: BasePage, **fields: Any) -> PageLogEntry:
        return PageLogEntry(
            content_type=content_type,
            page=page,
            label=str(page),
            timestamp=page.latest_revision_created_at,
            uuid=context.uuid,
            content_changed=True,
            **fields,
        )

    entries = []
    for page, revision in zip(pages, revisions, strict=True):
        creator = user or page.owner or context.user
        entries.append(entry(page, action="wagtail.create", user=creator))
        if live:
            editor = user or context.user
            entries.append(entry(page, action="wagtail.publish", user=editor, revision=revision))
    PageLogEntry.objects.bulk_create(entries)
