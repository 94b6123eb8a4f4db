"""When findings may have changed."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.signals import page_published, page_unpublished

from metropol.content_checks.deferred import touch, touch_before_delete
from metropol.models import BasePage, ContentCheck


def _page_changed(instance: Model, **kwargs: Any) -> None:
    touch(BasePage, instance.pk)


def _page_offline(instance: Model, **kwargs: Any) -> None:
    # At once: what is no longer public is not kept here until a worker has time.
    ContentCheck.objects.filter(pk=instance.pk).delete()
    touch(BasePage, instance.pk)


def _object_saved(sender: type[Model], instance: Model, created: bool, **kwargs: Any) -> None:
    if not created:  # what is new is used nowhere yet
        touch(sender, instance.pk)


def _before_delete(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    touch_before_delete(sender, instance.pk)


page_published.connect(_page_changed)
page_unpublished.connect(_page_offline)
pre_delete.connect(_before_delete, sender=BasePage)
for _model in (get_image_model(), get_document_model()):
    post_save.connect(_object_saved, sender=_model)
    pre_delete.connect(_before_delete, sender=_model)
