"""The review of accessibility statements, each year (Article 1 of Decision (EU) 2018/1523)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from metropol.models import AccessibilityStatementPage, StatementReminder
from metropol.models.duties import years_later
from metropol.notify import admin_address, tell_once

#: How long before its day a review stands on the dashboard.
AHEAD = timedelta(days=30)


def due(day: date | None = None) -> list[AccessibilityStatementPage]:
    """Return the statements online whose review is due on ``day`` (default: today) or was."""
    limit = day or timezone.localdate()
    pages = AccessibilityStatementPage.objects.live().order_by("pk")
    return [page for page in pages if page.review_due_on and page.review_due_on <= limit]


@transaction.atomic
def remind() -> int:
    """Tell Chefredaktion of the statements whose review is due; return how many these are.

    Once when it is due, and once each year as long as nobody reviews. What nobody got is told
    again the next time; a process that is killed leaves no note of having told.
    """
    claimed = list(filter(None, map(_claim, due())))
    return tell_once(claimed, lambda: _written([reminder.page for reminder in claimed]))


def _claim(page: AccessibilityStatementPage) -> StatementReminder | None:
    """Note who is told of now; what another process has noted is left to it."""
    reminder, is_new = StatementReminder.objects.get_or_create(page=page, due_on=_latest_day(page))
    return reminder if is_new else None


def _latest_day(page: AccessibilityStatementPage) -> date:
    """Return the last day, in whichever year, on which the review was to be done."""
    today, first = timezone.localdate(), page.review_due_on
    assert first is not None  # noqa: S101 - it is due
    day = years_later(first, today.year - first.year)
    return day if day <= today else years_later(first, today.year - first.year - 1)


def _written(pages: list[AccessibilityStatementPage]) -> tuple[str, str]:
    """Return subject and text of the mail in the active language."""
    parts = [
        _(
            "The accessibility statement is to be reviewed each year. Please look whether it is"
            " still right, enter the day of the review and publish the page."
        )
    ]
    for page in pages:
        edit = admin_address("wagtailadmin_pages:edit", page.pk)
        parts.append(f"{page.title}: {said(page)}\n{edit}")
    return _("The accessibility statement is to be reviewed"), "\n\n".join(parts)


def said(page: AccessibilityStatementPage) -> str:
    """Return in words when the statement was reviewed last."""
    if page.reviewed_on is None:
        return _("never reviewed so far")
    day = date_format(page.reviewed_on, "DATE_FORMAT")
    return _("last reviewed on %(day)s") % {"day": day}
