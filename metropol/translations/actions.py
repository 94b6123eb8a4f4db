"""Publishing one language from the menu at the foot of the page form.

Wagtail saves the form as a draft, since it does not know these buttons; its hook after that does
the rest. So a form that has a fault, a locked page and two editors at once are Wagtail's matter,
and nothing that was typed is lost if the publication is refused.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem

from metropol.languages import ENGLISH, GERMAN
from metropol.models import BasePage
from metropol.translations.publishing import publish_language, take_english_offline
from metropol.translations.requests import MINOR, was_asked


class LanguageMenuItem(ActionMenuItem):
    """A button for those who may publish ``language`` of a page that exists."""

    language = GERMAN
    icon_name = "upload"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Tell whether it makes sense on this page, and for this user."""
        if context["view"] != "edit" or context["locked_for_user"]:
            return False
        return may_publish(context["request"].user, context["page"], self.language)


class PublishGermanItem(LanguageMenuItem):
    """Publish German and what both languages share; English stays as it is."""

    label = gettext_lazy("Publish German only")
    name = "action-publish-german"


class PublishEnglishItem(LanguageMenuItem):
    """Publish English; German stays as it is."""

    label = gettext_lazy("Publish English only")
    name = "action-publish-english"
    language = ENGLISH


class EnglishOfflineItem(LanguageMenuItem):
    """Take the English version offline; German stays."""

    label = gettext_lazy("Take English offline")
    name = "action-english-offline"
    language = ENGLISH
    icon_name = "download"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Show it where English is online."""
        return super().is_shown(context) and context["page"].english_live


class PublishMinorItem(PublishMenuItem):
    """Publish a change of the German that needs no other translation."""

    label = gettext_lazy("Publish as a minor change (English stays current)")
    template_name = "metropol/admin/publish_minor.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Show it on live pages to those who publish both languages."""
        return context["view"] == "edit" and context["page"].live and super().is_shown(context)

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Add the value by which the form knows it."""
        return {**super().get_context_data(parent_context), "value": MINOR}


ITEMS = (
    (PublishMinorItem, 31),
    (PublishGermanItem, 32),
    (PublishEnglishItem, 33),
    (EnglishOfflineItem, 34),
)


def may_publish(user: Any, page: BasePage, language: str) -> bool:
    """Tell whether ``user`` may publish a language of a page."""
    permissions = page.permissions_for_user(user)
    if language == GERMAN:
        return permissions.can_publish()
    return permissions.can_publish_english()


def after_saving(request: HttpRequest, page: BasePage) -> HttpResponse | None:
    """Answer what a button of ours has asked for, after the form was saved as a draft."""
    if "application/json" in request.headers.get("Accept", ""):
        return None
    if "action-publish-german" in request.POST:
        return _publish(request, page, GERMAN)
    if "action-publish-english" in request.POST:
        return _publish(request, page, ENGLISH)
    if "action-english-offline" in request.POST:
        return _take_offline(request, page)
    field = was_asked(request.POST)
    if field is None:
        return None
    return redirect(f"{_edit_address(page)}#translation-{field}" if field else _edit_address(page))


def _publish(request: HttpRequest, page: BasePage, language: str) -> HttpResponse:
    if not may_publish(request.user, page, language):
        return _refused(request, page, [_("You may not publish this language of this page.")])
    # Whoever may publish English only changes nothing that both languages share.
    shared = page.permissions_for_user(request.user).can_publish()
    try:
        live = publish_language(
            page, language, request.user, shared=shared, revision=page.latest_revision
        )
    except ValidationError as error:
        return _refused(request, page, error.messages)
    text = (
        _("German of “%(title)s” has been published. English is as it was.")
        if language == GERMAN
        else _("English of “%(title)s” has been published. German is as it was.")
    )
    messages.success(request, text % {"title": live.get_admin_display_title()})
    return redirect("wagtailadmin_pages:edit", page.pk)


def _take_offline(request: HttpRequest, page: BasePage) -> HttpResponse:
    if not may_publish(request.user, page, ENGLISH):
        return _refused(request, page, [_("You may not publish this language of this page.")])
    take_english_offline(page, request.user)
    text = _("The English version of “%(title)s” is offline.")
    messages.success(request, text % {"title": page.get_admin_display_title()})
    return redirect("wagtailadmin_pages:edit", page.pk)


def _refused(request: HttpRequest, page: BasePage, reasons: list[str]) -> HttpResponse:
    messages.error(
        request,
        " ".join([_("Saved as a draft, but not published."), *reasons]),
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


def _edit_address(page: BasePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
