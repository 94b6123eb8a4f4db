"""The content checks in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from metropol.content_checks.report import ContentChecksReport
from metropol.content_checks.side_panels import add_findings
from metropol.page_views import SIDE_PANELS_HOOK


class ReportMenuItem(MenuItem):
    """The report in the menu, for whoever may edit pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user may open it."""
        return bool(page_permission_policy.user_has_permission(request.user, "change"))


hooks.register(SIDE_PANELS_HOOK, add_findings)


@hooks.register("register_reports_menu_item")
def report_menu_item() -> ReportMenuItem:
    """Put the report into the menu."""
    return ReportMenuItem(
        _("Content checks"),
        reverse("content_checks_report"),
        name="content-checks",
        icon_name="clipboard-list",
        order=710,
    )


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """Add the report."""
    return [
        path(
            "reports/content-checks/", ContentChecksReport.as_view(), name="content_checks_report"
        ),
        path(
            "reports/content-checks/results/",
            ContentChecksReport.as_view(results_only=True),
            name="content_checks_report_results",
        ),
    ]
