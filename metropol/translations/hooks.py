"""The desk's part in Wagtail's admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from metropol.admin_pages import register_report
from metropol.languages import ENGLISH, GERMAN
from metropol.models import BasePage
from metropol.permissions import CHANGE_GERMAN
from metropol.translations import actions, publishing
from metropol.translations.dashboard import TranslationsPanel
from metropol.translations.report import TranslationsReport, may_see


@hooks.register("insert_global_admin_js")
def admin_js() -> SafeString:
    """Let the buttons beside translated fields send their form."""
    return format_html('<script src="{}" defer></script>', static("metropol/translations.js"))


for item, order in actions.ITEMS:
    hooks.register("register_page_action_menu_item", lambda item=item, order=order: item(order))
hooks.register("after_edit_page", actions.after_saving)
hooks.register("after_create_page", actions.after_saving)


@hooks.register("before_convert_alias_page")
def refuse_aliases(request: HttpRequest, page: BasePage) -> None:
    """Let nobody make an alias a page of its own who may not change German."""
    if not request.user.has_perm(CHANGE_GERMAN):
        raise PermissionDenied


@hooks.register("register_log_actions")
def log_actions(registry: Any) -> None:
    """Name in the history what is done to one language."""
    registry.register_action(
        publishing.LOG_ACTIONS[GERMAN], _("Publish German only"), _("Published German only")
    )
    registry.register_action(
        publishing.LOG_ACTIONS[ENGLISH], _("Publish English only"), _("Published English only")
    )
    registry.register_action(
        publishing.OFFLINE, _("Take English offline"), _("Took English offline")
    )
    registry.register_action(
        publishing.ONLINE, _("Put English online"), _("Put English online at its time")
    )


register_report(TranslationsReport, "translations", order=600, may_see=may_see)


@hooks.register("construct_homepage_panels")
def translations_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put figures and the most urgent translations on the dashboard."""
    if may_see(request.user):
        panels.append(TranslationsPanel())
