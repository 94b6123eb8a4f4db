"""The desk's part in Wagtail's admin."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from metropol.translations import actions, publishing


@hooks.register("insert_global_admin_js")
def admin_js() -> SafeString:
    """Let the buttons beside translated fields send their form."""
    return format_html('<script src="{}" defer></script>', static("metropol/translations.js"))


for item, order in actions.ITEMS:
    hooks.register("register_page_action_menu_item", lambda item=item, order=order: item(order))
hooks.register("after_edit_page", actions.after_saving)
hooks.register("after_create_page", actions.after_saving)


@hooks.register("register_log_actions")
def log_actions(registry: Any) -> None:
    """Name in the history what is done to one language."""
    registry.register_action(
        publishing.LOG_ACTIONS["de"], _("Publish German only"), _("Published German only")
    )
    registry.register_action(
        publishing.LOG_ACTIONS["en"], _("Publish English only"), _("Published English only")
    )
    registry.register_action(
        publishing.OFFLINE, _("Take English offline"), _("Took English offline")
    )
    registry.register_action(
        publishing.ONLINE, _("Put English online"), _("Put English online at its time")
    )
