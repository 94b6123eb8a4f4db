"""When findings may have changed."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.signals import page_published, page_unpublished

from metropol.content_checks.deferred import touch
from metropol.models import BasePage


def _page_changed(instance: Model, **kwargs: Any) -> None:
    touch(BasePage, instance.pk)


def _object_saved(sender: type[Model], instance: Model, created: bool, **kwargs: Any) -> None:
    if not created:  # what is new is used nowhere yet
        touch(sender, instance.pk)


def _object_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    touch(sender, instance.pk)


page_published.connect(_page_changed)
page_unpublished.connect(_page_changed)
post_delete.connect(_object_deleted, sender=BasePage)
for _model in (get_image_model(), get_document_model()):
    post_save.connect(_object_saved, sender=_model)
    post_delete.connect(_object_deleted, sender=_model)
