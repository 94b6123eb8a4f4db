"""The runs of the import: list, preview and report, start, undo."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from news.admin.base import ArchivePageMixin
from news.archive import leftovers
from news.archive.lock import ImportRunning, import_lock
from news.archive.messages import stored_message
from news.archive.pairs import candidates
from news.archive.queue import waiting
from news.archive.runs import stop_dead_runs
from news.models import ArchiveItem, ArchiveOutcome, ArchiveRun, ArchiveUpload
from news.tasks import import_upload, match_links, place_pictures

State = ArchiveRun.State
#: What a run may be started from, while its upload is there.
STARTABLE = (State.CHECKED, State.STOPPED, State.FAILED, State.FINISHED)
#: What may be forgotten while it has changed nothing, though a worker may have died over it.
DISCARDABLE = (State.CHECKING, State.CHECKED, State.WAITING, State.STOPPED, State.FAILED)
#: English items that are shown to be paired one by one.
MAX_PAIRS = 200
UNDOABLE = (State.FINISHED, State.STOPPED, State.FAILED)
#: What carries out a choice for all places, by the option that holds it.
CHOICES: dict[str, Any] = {"names": match_links, "pictures": place_pictures}
STATUS_LABELS = {
    "created": gettext_lazy("created"),
    "updated": gettext_lazy("updated"),
    "unchanged": gettext_lazy("unchanged"),
    "skipped": gettext_lazy("skipped"),
    "needs_review": gettext_lazy("needs review"),
    "failed": gettext_lazy("failed"),
}


def counts_of(run: ArchiveRun) -> str:
    """Return the numbers of a run in words: ``3 created, 1 failed``."""
    return ", ".join(
        f"{run.counts[status]} {label}"
        for status, label in STATUS_LABELS.items()
        if run.counts.get(status)
    )


class RunIndexView(ArchivePageMixin, BaseListingView):
    """All runs, the newest first."""

    model = ArchiveRun
    paginate_by = 50
    is_searchable = False
    columns: ClassVar[list[Any]] = [
        TitleColumn("path", label=gettext_lazy("Archive"), url_name="archive:run"),
        Column("state", label=gettext_lazy("State"), accessor="state_label"),
        Column("counts", label=gettext_lazy("Result"), accessor=counts_of),
        UserColumn("user", blank_display_name=gettext_lazy("command line")),
        DateColumn("started_at", label=gettext_lazy("Started")),
    ]

    def get_queryset(self) -> QuerySet[ArchiveRun]:
        """Return the runs with their users."""
        return ArchiveRun.objects.select_related("user")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Return the ways on from here."""
        number = waiting().count()
        return [
            HeaderButton(_("New import"), reverse("archive:upload"), icon_name="plus", priority=1),
            HeaderButton(
                _("Review queue (%(number)d)") % {"number": number},
                reverse("archive:queue"),
                icon_name="tasks",
                priority=2,
            ),
        ]


class OutcomeFilter(WagtailFilterSet):
    """Outcomes by their status."""

    status = django_filters.ChoiceFilter(
        choices=list(STATUS_LABELS.items()), label=gettext_lazy("Status")
    )

    class Meta:
        model = ArchiveOutcome
        fields: ClassVar[list[str]] = ["status"]


class RunMixin(ArchivePageMixin):
    """A page about one run."""

    kwargs: dict[str, Any]

    @cached_property
    def run(self) -> ArchiveRun:
        """Return the run; Http404 if there is none."""
        return get_object_or_404(ArchiveRun.objects.select_related("user"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """Return what was imported."""
        return self.run.path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the head of a run shows."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | run_context(self.run)


class BelowRunMixin(RunMixin):
    """A page below that of a run."""

    def get_trail(self) -> list[tuple[str, Any]]:
        """Return the run, which this page is below."""
        return [(reverse("archive:run", args=[self.run.pk]), self.run.path)]


def words_of(found: ArchiveItem | ArchiveOutcome) -> dict[str, Any]:
    """Return how a file ended in words: ``label``, ``reason`` and ``warnings``."""
    return {
        "label": STATUS_LABELS.get(found.status, found.status),
        "reason": stored_message(found.reason),
        "warnings": [stored_message(warning) for warning in found.warnings],
    }


def run_context(run: ArchiveRun) -> dict[str, Any]:
    """Return what the head of a run shows."""
    if run.state in (State.RUNNING, State.UNDOING):
        run = _if_alive(run)
    done = sum(run.counts.values())
    return {
        "run": run,
        "counts": [(label, run.counts.get(status, 0)) for status, label in STATUS_LABELS.items()],
        "done": done,
        "error": stored_message(run.error),
        "can_start": run.state in STARTABLE and task_of(run) is not None,
        "can_discard": run.state in DISCARDABLE and not run.changes.exists(),
        "can_undo": run.state in UNDOABLE and run.changes.exists(),
    }


def task_of(run: ArchiveRun) -> Any:
    """Return what starts a run, None if nothing is left to be done."""
    if ArchiveUpload.objects.filter(run=run).exists():
        return import_upload
    if run.state == State.FINISHED:
        return None
    return next((task for option, task in CHOICES.items() if option in run.options), None)


def _if_alive(run: ArchiveRun) -> ArchiveRun:
    """Mark a run that was killed: whoever runs holds the lock of the import."""
    try:
        with import_lock():
            stop_dead_runs()
    except (ImportRunning, OSError):
        return run
    return ArchiveRun.objects.get(pk=run.pk)


class RunView(RunMixin, BaseListingView):
    """One run: the preview before it, its progress, its report."""

    template_name = "news/archive/run.html"
    results_template_name = "news/archive/outcomes.html"
    model = ArchiveOutcome
    paginate_by = 50
    is_searchable = False
    filterset_class = OutcomeFilter

    def get_index_url(self) -> str:
        """Return the address of this page."""
        return reverse("archive:run", args=[self.run.pk])

    def get_index_results_url(self) -> str:
        """Return the address of its results alone."""
        return reverse("archive:run_results", args=[self.run.pk])

    def get_base_queryset(self) -> QuerySet[ArchiveOutcome]:
        """Return the outcomes in the order of the files."""
        outcomes = self.run.outcomes.select_related("item")
        return outcomes.defer("item__text", "item__raw_text")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words of the notices, and for a preview the possible translations."""
        context = super().get_context_data(**kwargs)
        is_preview = context["can_start"]
        context["rows"] = [self._row(outcome, is_preview) for outcome in context["object_list"]]
        translations = self._translations() if self.run.state == State.CHECKED else []
        context["translations"] = translations[:MAX_PAIRS]
        context["more_translations"] = len(translations) - MAX_PAIRS
        if not is_preview and self.run.changes.exists():
            context["link_names"] = leftovers.unmatched_names(self.run).count()
            context["has_pictures"] = True
        return context

    def _row(self, outcome: ArchiveOutcome, is_preview: bool) -> dict[str, Any]:
        item = outcome.item
        return words_of(outcome) | {
            "outcome": outcome,
            "page": item.page_id if item and not is_preview else None,
        }

    def _translations(self) -> list[dict[str, Any]]:
        """Return the English files for which there may be a German item."""
        return [
            {"outcome": outcome, "choices": choices, "chosen": self.run.pairs.get(outcome.file)}
            for outcome, choices in candidates(self.run)
        ]


class StatusView(RunMixin, TemplateView):
    """The head of a run alone, which the page asks for while the run goes on."""

    template_name = "news/archive/run_head.html"

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Tell the state too: when it changes the whole page is another."""
        kwargs["headers"] = {"X-Archive-State": context["run"].state}
        response: HttpResponse = super().render_to_response(context, **kwargs)
        return response
