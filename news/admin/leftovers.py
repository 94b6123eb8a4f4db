"""Link names without a cluster and pictures without a file, worked off for a whole run."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.images.widgets import AdminImageChooser

from clusters.models import ClusterPage
from metropol.admin_pages import user_of
from news.admin.runs import BelowRunMixin, task_of
from news.archive import leftovers
from news.models import ArchiveRun

#: Rows on one page.
ROWS = 50


class LeftoversView(BelowRunMixin, TemplateView):
    """A table of leftovers, each with a choice; what is chosen becomes a run of its own."""

    def page_of(self, rows: Any) -> Any:
        """Return the part of the rows that the address asks for."""
        return Paginator(rows, ROWS).get_page(self.request.GET.get("p"))

    def start(self, request: HttpRequest, label: str, option: str, chosen: Any) -> Any:
        """Have the choice carried out, and go to the run that does it."""
        if not chosen:
            messages.warning(request, _("Nothing was chosen."))
            return redirect(request.get_full_path())
        run = ArchiveRun.objects.create(
            path=f"{label}: {self.run.path}",
            state=ArchiveRun.State.WAITING,
            user=user_of(request),
            options={option: chosen},
        )
        task_of(run).enqueue(run.pk)
        return redirect("archive:run", run.pk)


class LinkNamesView(LeftoversView):
    """Names of links that match no cluster: one cluster for each, for all its places."""

    template_name = "news/archive/link_names.html"

    def get_page_title(self) -> str:
        """Return what is to be done here."""
        return _("Link names without a cluster")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the names and the clusters to choose from."""
        rows = self.page_of(leftovers.unmatched_names(self.run))
        clusters = ClusterPage.objects.live().order_by("title").values_list("pk", "title")
        return super().get_context_data(**kwargs) | {"rows": rows, "clusters": list(clusters)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Have the names matched for which a cluster was chosen."""
        known = set(leftovers.unmatched_names(self.run).values_list("label_de", flat=True))
        clusters = {str(key) for key in ClusterPage.objects.values_list("pk", flat=True)}
        pairs = zip(request.POST.getlist("name"), request.POST.getlist("cluster"), strict=False)
        chosen = {name: int(key) for name, key in pairs if name in known and key in clusters}
        response: HttpResponse = self.start(request, _("Link names"), "names", chosen)
        return response


class PicturesView(LeftoversView):
    """Pictures of which only the words are there: one file for each, for all its places."""

    template_name = "news/archive/pictures.html"

    def get_page_title(self) -> str:
        """Return what is to be done here."""
        return _("Pictures without a file")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the pictures, each with a chooser."""
        rows = self.page_of(leftovers.pictures(self.run))
        widget = AdminImageChooser()
        names = [f"picture-{picture.key}" for picture in rows]
        choosers = [widget.render(name, None, {"id": f"id_{name}"}) for name in names]
        choices = list(zip(rows, choosers, strict=True))
        context = super().get_context_data(**kwargs)
        return context | {"rows": rows, "choices": choices, "media": widget.media}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Have the pictures placed for which a file was chosen."""
        chosen = {
            picture.key: int(image)
            for picture in leftovers.pictures(self.run)
            if (image := request.POST.get(f"picture-{picture.key}", "")).isdecimal()
        }
        response: HttpResponse = self.start(request, _("Pictures"), "pictures", chosen)
        return response
