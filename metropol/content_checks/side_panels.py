"""The panel beside the edit form that lists what was found in the draft."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel, ChecksSidePanel

from metropol.content_checks import wording
from metropol.content_checks.checks import check_page
from metropol.content_checks.facts import facts_about
from metropol.content_checks.findings import Finding
from metropol.content_checks.readability import reading
from metropol.content_checks.shown import Shown, is_in_form, shown
from metropol.content_checks.texts import languages
from metropol.models import BasePage


class Measured(NamedTuple):
    """Length and readability of a page in one language, in words."""

    words: int
    lix: int
    band: str


class Section(NamedTuple):
    """What the panel says about one language."""

    code: str
    name: str
    findings: list[tuple[Shown, bool]]
    measured: Measured | None


class FindingsSidePanel(BaseSidePanel):
    """What editors should look at before they publish, in both languages.

    Rendered with the form, so it is about the draft as it was saved last; Wagtail renders it
    anew with each autosave.
    """

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens it, with the number of findings."""

        aria_label = _("Toggle content checks")
        icon_name = "clipboard-list"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            """Return the number of findings."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["count"] = len(self.panel.findings)
            return context

    name = "findings"
    title = _("Content checks")
    template_name = "metropol/content_checks/side_panel.html"
    order = ChecksSidePanel.order

    @cached_property
    def findings(self) -> list[Finding]:
        """Return the findings of the page as the form shows it; none while it is empty."""
        page: BasePage = self.object
        return check_page(page, facts_about([page])) if self.is_begun else []

    @property
    def is_begun(self) -> bool:
        """Tell whether there is anything to check yet."""
        return bool(self.object.pk or self.object.title)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the findings by language."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        form = parent_context.get("form")
        return context | {
            "count": len(self.findings),
            "is_begun": self.is_begun,
            "sections": [self._section(code, str(name), form) for code, name in settings.LANGUAGES],
            "is_partial": parent_context.get("is_partial", False),
        }

    def _section(self, code: str, name: str, form: Any) -> Section:
        found = [each for each in self.findings if each.language == code]
        measured = None
        if (
            self.is_begun
            and code in languages(self.object)
            and (read := reading(self.object, code))
        ):
            measured = Measured(read.words, round(read.lix), str(wording.BANDS[read.band]))
        rows = [(shown(each, self.model), is_in_form(each, form)) for each in found]
        return Section(code, name, rows, measured)


def add_findings(
    request: HttpRequest, page: BasePage, panels: list[Any], *, is_partial: bool
) -> None:
    """Put the findings in the place of Wagtail's checks beside a form.

    Those look at the rendered preview by way of the bar for staff, which the site does not have:
    they would always say that there are no issues. Their readability is LIX on one scale, which
    calls nearly every German text of an authority complex.
    """
    panels[:] = [each for each in panels if not isinstance(each, ChecksSidePanel)]
    panels.append(FindingsSidePanel(page, request))
