"""When what is found may have changed."""

from functools import cache
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import PageViewRestriction
from wagtail.search.index import get_indexed_models
from wagtail.signals import post_page_move

from metropol.models import BasePage
from metropol.search.deferred import touch
from metropol.search.pages import PageSource, related_fields
from metropol.search.sources import register, source_of

#: Columns of a page that say nothing to visitors: those that saving a draft writes.
UNSEEN = frozenset(
    [
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    ]
)
_pages = PageSource()
register(_pages)


@cache
def _naming(model: type[Model]) -> list[tuple[type[Model], str]]:
    """Return model and field of what says the words of other objects of ``model``."""
    return [
        (each, field.field_name)
        for each in get_indexed_models()
        for field in related_fields(each)
        if issubclass(model, field.get_field(each).related_model)
    ]


def _touch(instance: Model) -> None:
    if source := source_of(type(instance)):
        touch(source, [instance.pk])
    for model, name in _naming(type(instance)):
        found = model._default_manager.filter(**{name: instance.pk})
        if source := source_of(model):
            touch(source, found.values_list("pk", flat=True))


def _saved(instance: Model, update_fields: Any = None, **kwargs: Any) -> None:
    if update_fields is None or not UNSEEN.issuperset(update_fields):
        _touch(instance)


def _before_delete(instance: Model, **kwargs: Any) -> None:
    _touch(instance)


def _moved(instance: BasePage, **kwargs: Any) -> None:
    """What is below a restriction now, or no longer."""
    _touch_tree(instance)


def _restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    if page := BasePage.objects.filter(pk=instance.page_id).first():
        _touch_tree(page)


def _touch_tree(page: BasePage) -> None:
    below = BasePage.objects.filter(path__startswith=page.path)
    touch(_pages, below.values_list("pk", flat=True))


post_save.connect(_saved)
pre_delete.connect(_before_delete)
post_page_move.connect(_moved)
for _signal in (post_save, post_delete):
    _signal.connect(_restricted, sender=PageViewRestriction)
