"""The side panel that shows what the draft changes."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel


class ChangesPanel(BaseSidePanel):
    """The changes against what is online, loaded when the panel is opened.

    So the form is not slower for them, and they are those of the draft saved last.
    """

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens the panel."""

        aria_label = _("Toggle changes")
        icon_name = "draft"
        has_counter = False

    class Media:
        js: ClassVar[list[str]] = ["metropol/changes.js"]

    name = "changes"
    order = 360
    title = _("Changes")
    template_name = "metropol/admin/changes_panel.html"
