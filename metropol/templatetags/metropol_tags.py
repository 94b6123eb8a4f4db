"""Tags that every template of the site uses."""

from functools import partial
from typing import Any

from django import template
from django.apps import apps
from django.conf import settings
from django.core.paginator import Page
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.blocks import StreamValue, StructValue
from wagtail.rich_text import RichText

from metropol import navigation
from metropol.alternatives import shown_alternative
from metropol.languages import (
    ENGLISH,
    GERMAN,
    NAMES,
    LocalizedValue,
    attribute,
    current_language,
    other_language,
)
from metropol.languages import localized as localized_value
from metropol.machine.head import full_url
from metropol.models import BasePage, PicturedPage, PortalImage, SiteSettings, SocialLink
from metropol.paging import PARAMETER, changed_address
from metropol.rich_links import resolve_links
from metropol.routing import is_restricted
from metropol.site_settings import shown_settings
from metropol.switch import other_address

register = template.Library()


@register.simple_tag
def localized(instance: Model, field: str) -> LocalizedValue:
    """Return a field in the active language, with the language it is really in.

    ``{% localized page "lead" as lead %}<p{{ lead|lang_attr }}>{{ lead.value }}</p>``
    """
    return localized_value(instance, field)


@register.simple_tag
def alternative(image: PortalImage, place: Any = None) -> LocalizedValue:
    """Return the alternative text of ``image`` at ``place``, with the language it is in.

    A place is a page with a picture of its own or a picture in a text, whose words are in the
    active language; without one, the text stored with the image counts.
    """
    code = current_language()
    if isinstance(place, PicturedPage):
        return shown_alternative(image, code, place.image_texts, place.image_decorative)
    if isinstance(place, StructValue):
        return shown_alternative(image, code, {code: place["alt"]}, bool(place["decorative"]))
    return shown_alternative(image, code, {})


@register.filter
def lang_attr(value: LocalizedValue) -> SafeString | str:
    """Return the ``lang`` attribute for a text that is not in the language of the page."""
    return format_html(' lang="{}"', value.language) if value.is_fallback else ""


@register.simple_tag
def german_attr() -> SafeString | str:
    """Return the ``lang`` attribute for a text that staff enter once, and so in German."""
    return "" if current_language() == GERMAN else format_html(' lang="{}"', GERMAN)


@register.simple_tag
def text(instance: Model, field: str) -> SafeString | str:
    """Return a field in the active language, in a marked span where it is in another one."""
    value = localized_value(instance, field)
    if value.is_fallback:
        return format_html('<span lang="{}">{}</span>', value.language, value.value)
    return value.value or ""


@register.simple_tag
def first_text(page: BasePage, *fields: str) -> LocalizedValue:
    """Return the first of ``fields`` that has a text, in the language of the page's title.

    For the head of a page, whose parts must not change language among themselves. Fields that
    the page type does not have are passed over.
    """
    shown = localized_value(page, "title")
    for field in fields:
        name = attribute(page, field, shown.language)
        if value := getattr(page, name, ""):
            return LocalizedValue(value, shown.language, shown.is_fallback)
    return LocalizedValue("", shown.language, is_fallback=False)


@register.filter
def web_address(url: str | None) -> str:
    """Return ``url`` if it leads to a web page, else nothing.

    Fields are validated in forms only; imports write past them, and an address such as
    ``javascript:`` must never become a link.
    """
    return url if url and url.lower().startswith(("https://", "http://")) else ""


@register.simple_tag(takes_context=True)
def frame(context: dict[str, Any]) -> navigation.Frame:
    """Return menus, breadcrumb and header image around the current page."""
    return navigation.frame(context["request"], _page(context))


@register.simple_tag(takes_context=True)
def site_settings(context: dict[str, Any]) -> SiteSettings:
    """Return the settings of the site; empty ones where there are none."""
    return shown_settings(context["request"]).settings


@register.simple_tag(takes_context=True)
def social_links(context: dict[str, Any]) -> list[SocialLink]:
    """Return the social media links of the site that lead to a web page."""
    return [link for link in shown_settings(context["request"]).links if web_address(link.url)]


@register.simple_tag(takes_context=True)
def page_of_type(context: dict[str, Any], label: str) -> BasePage | None:
    """Return the page of the type ``label`` (``"news.NewsIndexPage"``), that of a menu if there."""
    model = apps.get_model(label)
    surroundings = navigation.frame(context["request"], _page(context))
    around = (*surroundings.menu, *surroundings.footer)
    listed = (page for page in around if page.specific_class is model)
    if found := next(listed, None):
        return found
    pages = model._default_manager.in_language(current_language())
    return pages.filter(~is_restricted()).first()


@register.simple_tag(takes_context=True)
def linked_texts(context: dict[str, Any], body: StreamValue) -> dict[str, RichText]:
    """Return the rich texts of ``body`` by their source, the links of all resolved at once.

    Wagtail resolves them paragraph by paragraph, with queries for each.
    """
    return resolve_links(body, partial(linked_page, context), partial(address, context))


@register.simple_tag(takes_context=True)
def linked_page(context: dict[str, Any], key: int | None) -> BasePage | None:
    """Return the page that the current one links to, if it is online."""
    return navigation.frame(context["request"], _page(context)).linked.get(key or 0)


@register.simple_tag(takes_context=True)
def rich_text(context: dict[str, Any], value: RichText) -> RichText:
    """Return a paragraph as ``linked_texts`` resolved it, else as it is."""
    resolved: dict[str, RichText] = context.get("linked_texts") or {}
    return resolved.get(value.source, value)


@register.simple_tag(takes_context=True)
def site_name(context: dict[str, Any], language: str = "") -> LocalizedValue:
    """Return the name of the site in ``language`` (default: the active one): its home's title."""
    home = navigation.frame(context["request"], _page(context)).home
    if home is None:
        return LocalizedValue(settings.WAGTAIL_SITE_NAME, current_language(), is_fallback=False)
    return localized_value(home, "title", language or None)


@register.simple_tag(takes_context=True)
def address(context: dict[str, Any], page: BasePage, language: str = "") -> str:
    """Return the path of a page in ``language`` (default: the active one)."""
    with translation.override(language or current_language()):
        return page.get_url(context["request"]) or ""


@register.simple_tag(takes_context=True)
def full_address(context: dict[str, Any], page: BasePage, language: str) -> str:
    """Return the full URL of a page in ``language``."""
    return full_url(context["request"], page, language)


@register.simple_tag(takes_context=True)
def list_address(context: dict[str, Any], number: int) -> str:
    """Return the address of page ``number`` of the list shown; the first has no parameter."""
    request: HttpRequest = context["request"]
    return changed_address(request, {PARAMETER: str(number) if number > 1 else ""})


@register.simple_tag
def page_numbers(listing: "Page[Any]") -> list[int | str]:
    """Return the numbers that paging shows, with ``…`` where some are left out."""
    return list(listing.paginator.get_elided_page_range(listing.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def other_language_link(context: dict[str, Any]) -> dict[str, str]:
    """Return code, name and address of the other language: the same there, or its home page."""
    code = other_language(current_language())
    url = other_address(context, _page(context), code)
    return {"code": code, "name": NAMES[code], "url": url}


@register.simple_tag(takes_context=True)
def is_german_fallback(context: dict[str, Any]) -> bool:
    """Tell whether the page is asked for in English but has no English version online."""
    page = _page(context)
    return page is not None and current_language() == ENGLISH and not page.english_live


@register.simple_tag(takes_context=True)
def edit_url(context: dict[str, Any]) -> str:
    """Return the address of the page's edit form for staff who may edit it, else nothing.

    Without a session cookie neither user nor session is looked at, so that answers for
    visitors set no cookie and do not vary by it.
    """
    request: HttpRequest | None = context.get("request")
    page = _page(context)
    if request is None or page is None or getattr(request, "is_preview", False):
        return ""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    if not page.permissions_for_user(request.user).can_edit():
        return ""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _page(context: dict[str, Any]) -> BasePage | None:
    page = context.get("page")
    return page if isinstance(page, BasePage) else None
