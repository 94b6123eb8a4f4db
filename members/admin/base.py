"""What all pages of submissions in the admin share."""

from typing import Any

from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from members.models import MemberDomain, Submission, SubmissionText
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
    domains = MemberDomain.objects.filter(member=OuterRef("member"))
    domains = domains.annotate(address=ExpressionWrapper(OuterRef("email"), CharField())).filter(
        Q(address__iendswith=Concat(Value("@"), F("name")))
        | Q(address__iendswith=Concat(Value("."), F("name")))
    )
    return submissions.annotate(
        person=Subquery(newest.values("person")[:1]),
        organisation=Subquery(newest.values("organisation")[:1]),
        is_trusted=Exists(domains),
    )
