"""The mails: what could not be sent, and what each of them looks like."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import BaseListingView

from members.admin.base import ModerationPageMixin
from members.admin.detail import say_sent
from members.models import Letter
from members.submissions import outbox
from members.submissions.form_parts import number_in
from members.submissions.letters import Facts, Words, write
from metropol.languages import CODES, GERMAN


class MailsView(ModerationPageMixin, BaseListingView):
    """The mails that are not out."""

    template_name = "members/admin/mails.html"
    page_title = gettext_lazy("Mails")
    model = Letter
    paginate_by = 50
    is_searchable = False

    def get_queryset(self) -> QuerySet[Letter]:
        """Return what waits or failed, the newest first."""
        return Letter.objects.filter(sent_at=None).select_related("submission", "invitation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the kinds that can be looked at."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"kinds": Letter.Kind.choices}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Try one of them at once."""
        key = number_in(request.POST.get("letter", ""))
        say_sent(request, get_object_or_404(Letter, pk=key))
        return redirect("submissions:mails")


class MailPreviewView(ModerationPageMixin, TemplateView):
    """A mail with made-up facts, in both languages, as text and as HTML."""

    template_name = "members/admin/mail.html"
    kwargs: dict[str, Any]

    def get_page_title(self) -> str:
        """Return the name of the mail."""
        return str(Letter.Kind(self.kwargs["kind"]).label)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add subject and text of each language."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["mails"] = [(code, *_sample(self.kwargs["kind"], code)) for code in CODES]
        context["kind"] = self.kwargs["kind"]
        return context


@method_decorator(xframe_options_sameorigin, name="dispatch")
class MailHtmlView(ModerationPageMixin, View):
    """The HTML of a mail alone, for a frame."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return it."""
        language = kwargs["language"] if kwargs["language"] in CODES else GERMAN
        _words, _text, html = _sample(kwargs["kind"], language)
        return HttpResponse(html)


def _sample(kind: str, language: str) -> tuple[Words, str, str]:
    """Return words, text and HTML of a mail with made-up facts."""
    with translation.override(language):
        facts = Facts(
            site=outbox.site_name(),
            person=_("Mara Sample"),
            organisation=_("Sample Ltd"),
            reason=_("We have shortened the second sentence."),
            quotes=(_("Here everybody whom a good idea needs meets within an hour."),),
            link="https://portal.example/testimonial/?t=…",
            page="https://portal.example/testimonials/mara/",
        )
        words = write(Letter.Kind(kind), facts)
        return words, *outbox.render(words, facts)
