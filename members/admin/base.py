"""What all pages of submissions in the admin share."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from members.models import Submission, SubmissionText
from members.models.members import vouching
from members.permissions import MODERATE
from metropol.admin_pages import PermittedPageMixin


class ModerationPageMixin(PermittedPageMixin):
    """A page that needs the permission to moderate; its path starts at the queue."""

    permission = MODERATE
    root = ("submissions:index", _("Submissions"))
    header_icon = "mail"
    page_title: Any = _("Submissions")


def with_person(submissions: QuerySet[Submission]) -> QuerySet[Any]:
    """Add ``person`` and ``organisation`` of the newest text, and whether it ``is_trusted``."""
    newest = SubmissionText.objects.filter(submission=OuterRef("pk")).order_by("-number")
    return submissions.annotate(
        person=Subquery(newest.values("person")[:1]),
        organisation=Subquery(newest.values("organisation")[:1]),
        is_trusted=Exists(vouching(OuterRef("member"), OuterRef("email"))),
    )
