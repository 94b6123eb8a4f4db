"""The queue of submissions, with filters and counts."""

from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import BaseListingView

from members.admin.base import ModerationPageMixin, with_person
from members.models import Letter, State, Submission

#: What waits for staff, and what is shown first.
WAITING = (State.SUBMITTED, State.IN_REVIEW, State.APPROVED)


class QueueForm(forms.Form):
    """The filters of the queue."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("Waiting for staff")), ("all", _("All")), *State.choices],
        required=False,
    )
    trust = forms.ChoiceField(
        label=_("Mail address"),
        choices=[("", _("All")), ("yes", _("of a member")), ("no", _("not verified as a member"))],
        required=False,
    )
    q = forms.CharField(label=_("Name or organisation"), required=False)


class QueueView(ModerationPageMixin, BaseListingView):
    """The submissions, those that wait longest first."""

    template_name = "members/admin/queue.html"
    model = Submission
    paginate_by = 50
    is_searchable = False
    page_title = _("Submissions")

    @cached_property
    def form(self) -> QueueForm:
        """Return the filters; what is no filter is ignored."""
        return QueueForm(self.request.GET)

    def get_queryset(self) -> QuerySet[Any]:
        """Return the submissions that the filters let through."""
        wanted = self.form.cleaned_data if self.form.is_valid() else {}
        found = with_person(Submission.objects.select_related("moderator"))
        state = wanted.get("state")
        if state != "all":
            found = found.filter(state__in=[state] if state else WAITING)
        if trust := wanted.get("trust"):
            found = found.filter(is_trusted=trust == "yes")
        if words := wanted.get("q"):
            # Mail addresses are looked for in “Data of a person”, where they get into no log.
            found = found.filter(Q(person__icontains=words) | Q(organisation__icontains=words))
        return found.order_by("changed_at", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the filters and how many there are of what."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "form": self.form,
            "counts": counts(),
            "failed_mails": Letter.failed().count(),
        }


def counts() -> list[tuple[State, int]]:
    """Return how many submissions there are in each state that has some."""
    rows = Submission.objects.order_by().values_list("state").annotate(number=Count("pk"))
    known = dict(rows)
    return [(state, known[state]) for state in State if state in known]
