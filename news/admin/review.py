"""The review queue: both versions side by side, a draft of the text, or no page at all."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets import AdminPageChooser

from metropol.admin_pages import user_of
from news.admin.base import ArchivePageMixin
from news.admin.files import MAX_SHOWN
from news.admin.runs import words_of
from news.archive.messages import stored_message
from news.archive.queue import dismiss, make_draft, page_of, record_of, waiting
from news.models import ArchiveItem, NewsPage


class PartnerForm(forms.Form):
    """The page whose English text an English item is."""

    partner = forms.ModelChoiceField(  # type: ignore[var-annotated]
        queryset=NewsPage.objects.all(),
        label=gettext_lazy("German page"),
        widget=AdminPageChooser(target_models=[NewsPage]),
    )


class QueueView(ArchivePageMixin, BaseListingView):
    """What waits for review, the newest run first."""

    template_name = "news/archive/queue.html"
    page_title = gettext_lazy("Review queue")
    model = ArchiveItem
    paginate_by = 50
    is_searchable = False

    def get_queryset(self) -> QuerySet[ArchiveItem]:
        """Return the items without their texts."""
        return waiting().select_related("run").defer("text", "raw_text")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words of the reasons."""
        context = super().get_context_data(**kwargs)
        context["rows"] = [(item, stored_message(item.reason)) for item in context["object_list"]]
        return context


class ItemView(ArchivePageMixin, TemplateView):
    """One text that waits: beside the page it would change, with what can be done."""

    template_name = "news/archive/item.html"
    kwargs: dict[str, Any]

    @cached_property
    def item(self) -> ArchiveItem:
        """Return the item; Http404 if it does not wait."""
        return get_object_or_404(waiting(), pk=self.kwargs["pk"])

    def get_trail(self) -> list[tuple[str, Any]]:
        """Return the queue, which this page is below."""
        return [(reverse("archive:queue"), _("Review queue"))]

    def get_page_title(self) -> str:
        """Return the name of the file."""
        return self.item.file

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the text, what was read of it, and the page that stays as it is."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        record = record_of(self.item)
        page = page_of(self.item, record)
        is_english = bool(record and record.language == "en")
        context.setdefault("form", PartnerForm() if is_english else None)
        return (
            context
            | words_of(self.item)
            | {
                "item": self.item,
                "record": record,
                "text": self.item.raw_text[:MAX_SHOWN],
                "is_cut": len(self.item.raw_text) > MAX_SHOWN,
                "page": page,
                "draft": page.get_latest_revision_as_object() if page else None,
                "media": context["form"].media if context["form"] else "",
            }
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make a draft, make the English of a page, or close the item without a page."""
        action = request.POST.get("action")
        if action == "dismiss":
            dismiss(self.item)
            messages.success(request, _("“%(file)s” is closed.") % {"file": self.item.file})
            return redirect("archive:queue")
        partner: NewsPage | None = None
        if action == "translate":
            form = PartnerForm(request.POST)
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(form=form))
            partner = form.cleaned_data["partner"]
        page = make_draft(self.item, user_of(request), partner)
        messages.success(
            request, _("This draft has the text of the archive. Publishing it closes the item.")
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
