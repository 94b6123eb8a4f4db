"""The content checks in Wagtail's admin."""

from typing import Any

from wagtail import hooks
from wagtail.permissions import page_permission_policy

from metropol.admin_pages import register_report
from metropol.content_checks.report import ContentChecksReport
from metropol.content_checks.side_panels import add_findings
from metropol.page_views import SIDE_PANELS_HOOK


def may_see(user: Any) -> bool:
    """Tell whether ``user`` may edit pages, and so see what was found on them."""
    return bool(page_permission_policy.user_has_permission(user, "change"))


hooks.register(SIDE_PANELS_HOOK, add_findings)
register_report(ContentChecksReport, "content-checks", order=710, may_see=may_see)
