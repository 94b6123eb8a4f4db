"""What can be done with a run: start it, forget it, undo it."""

from collections import Counter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from metropol.admin_pages import user_of
from news.admin.runs import (
    DISCARDABLE,
    STARTABLE,
    UNDOABLE,
    BelowRunMixin,
    RunMixin,
    State,
    task_of,
)
from news.archive.pairs import candidates
from news.models import ArchiveRun, NewsPage
from news.tasks import undo_run


class StartView(RunMixin, View):
    """Start the import of an upload, once."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the confirmed translations, and ask for the import."""
        # Once the import has begun, what was confirmed before is what counts.
        pairs = self._pairs(request) if self.run.state == State.CHECKED else self.run.pairs
        task = task_of(self.run)
        free = ArchiveRun.objects.filter(pk=self.run.pk, state__in=STARTABLE)
        if task and free.update(
            state=State.WAITING, pairs=pairs, user=user_of(request), error=None
        ):
            task.enqueue(self.run.pk)
            messages.success(request, _("The import has been started."))
        else:
            messages.error(request, _("This import was started already."))
        return redirect("archive:run", self.run.pk)

    def _pairs(self, request: HttpRequest) -> dict[str, str]:
        """Return the pairs that were confirmed, one by one or all that leave no choice."""
        found = candidates(self.run)
        wanted = Counter(choices[0][0] for _outcome, choices in found if len(choices) == 1)
        pairs = {}
        for outcome, choices in found:
            choice = request.POST.get(f"pair-{outcome.number}", "")
            only = choices[0][0] if len(choices) == 1 else ""
            if choice in {name for name, _headline in choices}:
                pairs[outcome.file] = choice
            elif "pair-all" in request.POST and wanted[only] == 1:
                pairs[outcome.file] = only
        return pairs


class DiscardView(RunMixin, View):
    """Forget an upload that is not to be imported."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete the run with its upload, if it has changed nothing."""
        with transaction.atomic():
            runs = ArchiveRun.objects.select_for_update().filter(state__in=DISCARDABLE)
            run = runs.filter(pk=self.run.pk).first()
            if run is None or run.changes.exists():
                messages.error(request, _("This run cannot be discarded."))
                return redirect("archive:run", self.run.pk)
            run.delete()
        messages.success(request, _("“%(path)s” was discarded.") % {"path": self.run.path})
        return redirect("archive:index")


class UndoView(BelowRunMixin, TemplateView):
    """Ask, then undo a run."""

    template_name = "news/archive/undo.html"

    def get_page_title(self) -> str:
        """Return what is asked."""
        return _("Undo the run")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the run made and changed."""
        context = super().get_context_data(**kwargs)
        pages = ContentType.objects.get_for_model(NewsPage)
        changes = self.run.changes.filter(content_type=pages)
        made = changes.filter(before__isnull=True).aggregate(
            number=Count("object_id", distinct=True)
        )
        context["made"] = made["number"]
        context["changed"] = changes.filter(before__isnull=False).count()
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the undo, once."""
        free = ArchiveRun.objects.filter(pk=self.run.pk, state__in=UNDOABLE)
        if free.update(state=State.UNDO_WAITING, error=None):
            undo_run.enqueue(self.run.pk, user_of(request).pk)
            messages.success(request, _("The run is being undone."))
        else:
            messages.error(request, _("This run cannot be undone now."))
        return redirect("archive:run", self.run.pk)
