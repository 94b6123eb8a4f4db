"""Scaled pictures are made when a page is published, not when its first visitor waits for them.

Making one in all formats and sizes takes seconds. The worker looks at the page as visitors do, in
both languages, and at the pages that show it: the one above it and the home page.
"""

from itertools import chain
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.tasks import task
from django.utils import translation
from wagtail.fields import StreamField

from metropol.languages import CODES
from metropol.models import BasePage, PortalImage


def has_pictures(page: BasePage) -> bool:
    """Tell whether ``page`` shows a picture of its own, without a query."""
    return any(chain(_own_pictures(page), _pictures_in_texts(page)))


def prepare(sender: Any, instance: BasePage, **kwargs: Any) -> None:
    """Have the pictures of a page made ready that was just published (signal)."""
    if has_pictures(instance):
        key = instance.pk
        transaction.on_commit(lambda: make_ready.enqueue(key), robust=True)


@task(backend="background")
def make_ready(key: int) -> None:
    """Make the scaled pictures of the page with this key, and of those that show it."""
    page = BasePage.objects.live().filter(pk=key).first()
    if page is None:
        return
    shown_by = page.get_ancestors(inclusive=True).live().filter(depth__gt=1)
    places = {page.depth, page.depth - 1, 2}
    for each in shown_by.filter(depth__in=places).specific():
        if each.get_view_restrictions():
            continue
        for code in CODES:
            _look_at(each, code)


def _look_at(page: BasePage, code: str) -> None:
    site = page.get_site()
    with translation.override(code):
        path = page.get_url()
        if site is None or not path:
            return
        request = HttpRequest()
        request.method, request.path, request.path_info = "GET", path, path
        request.META = {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port)}
        request.LANGUAGE_CODE = code
        response: HttpResponseBase = page.serve(request)
        if hasattr(response, "render"):
            response.render()


def _own_pictures(page: BasePage) -> Any:
    for field in page._meta.concrete_fields:
        if field.is_relation and field.related_model is PortalImage:
            yield getattr(page, field.attname)


def _pictures_in_texts(page: BasePage) -> Any:
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            for block in getattr(page, field.name) or ():
                if block.block_type == "image":
                    yield block.value.get("image")
