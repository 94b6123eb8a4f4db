"""One submission: what was sent, what is made of it, and what may be done."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from members.admin.base import ModerationPageMixin, with_person
from members.admin.forms import EditForm
from members.models import Letter, Portrait, Purpose, State, Submission
from members.submissions import moderation, outbox
from members.submissions.comparison import compare, label
from members.submissions.consents import proof
from members.submissions.form_parts import number_in
from members.submissions.publishing import ListMissing
from members.submissions.states import ALLOWED, TransitionRefused
from metropol.admin_pages import user_of


class SubmissionMixin(ModerationPageMixin):
    """A page about one submission."""

    kwargs: dict[str, Any]

    @cached_property
    def submission(self) -> Submission:
        """Return the submission; Http404 if there is none."""
        found = Submission.objects.select_related("member", "page", "moderator", "invitation")
        return get_object_or_404(found, pk=self.kwargs["pk"])


class DetailView(SubmissionMixin, TemplateView):
    """The submission as a whole, with the forms of moderation."""

    template_name = "members/admin/detail.html"

    def get_page_title(self) -> str:
        """Return who says it."""
        text = self.submission.text
        return text.person if text else _("Submission %(number)d") % {"number": self.submission.pk}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add texts, differences, consents, history and what may be done."""
        submission = self.submission
        text, original = submission.text, submission.original
        agreed = submission.agreed_text
        state = State(submission.state)
        needs_approval = moderation.needs_approval(submission)
        gaps = moderation.gaps(submission) if text else []
        is_editable = state in moderation.EDITABLE and text is not None
        may = ALLOWED[state]
        online = bool(submission.page and submission.page.live)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("form", EditForm(submission) if is_editable else None)
        return context | {
            "submission": submission,
            "text": text,
            "original": _fields(original),
            "original_text": original,
            "differences": compare(agreed, text) if agreed and text and agreed != text else [],
            "trusted": submission.trusted_domain,
            "consents": submission.consents.select_related("version__consent"),
            "missing_consents": [
                purpose.label for purpose in Purpose if not submission.agrees_to(purpose)
            ],
            "earlier": earlier(submission),
            "history": submission.changes.select_related("user"),
            "letters": submission.letters.all(),
            "gaps": gaps,
            "needs_approval": needs_approval,
            "may_take": State.IN_REVIEW in may and state != State.PUBLISHED,
            "may_send": State.CHANGES_SENT in may and needs_approval and not gaps,
            "may_accept": State.APPROVED in may
            and state == State.IN_REVIEW
            and not needs_approval
            and not gaps,
            "may_keep": state in (State.IN_REVIEW, State.CHANGES_SENT) and online,
            "may_decline": State.DECLINED in may and not online,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what was asked for; what cannot be done is said, and nothing typed is lost."""
        deed = self._deeds.get(request.POST.get("action", ""))
        if deed is None:
            return redirect("submissions:detail", self.submission.pk)
        try:
            return deed(request)
        except TransitionRefused as refused:
            messages.error(request, str(refused))
        except ListMissing:
            messages.error(request, _("There is no testimonial list in the page tree."))
        self.submission.refresh_from_db()
        typed = {name: request.POST.get(name, "") for name in ("message", "reason")}
        if request.POST.get("action") == "edit":
            # The text on the screen is kept, upon the version that is there now.
            data = request.POST.copy()
            data["base"] = str(self.submission.text.number if self.submission.text else 0)
            typed["form"] = EditForm(self.submission, data)  # type: ignore[assignment]
        return self.render_to_response(self.get_context_data(**typed), status=409)

    @property
    def _deeds(self) -> dict[str, Callable[[HttpRequest], HttpResponse]]:
        return {
            "take": self._take,
            "edit": self._edit,
            "send": self._send,
            "accept": self._accept,
            "decline": self._decline,
            "keep": self._keep,
        }

    def _take(self, request: HttpRequest) -> HttpResponse:
        moderation.take(self.submission, user_of(request))
        return self._back(_("You are reviewing this submission."))

    def _edit(self, request: HttpRequest) -> HttpResponse:
        form = EditForm(self.submission, request.POST)
        if not form.is_valid():
            messages.error(request, _("The edit could not be saved: please look at the errors."))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        with transaction.atomic():  # a new member is made together with the edit or not at all
            moderation.edit(self.submission, user_of(request), form.edit())
        return self._back(_("The edit is saved as a new version."))

    def _send(self, request: HttpRequest) -> HttpResponse:
        message = _typed(request, "message")
        moderation.send_changes(self.submission, user_of(request), _base(request), message)
        return self._back(_("The person is asked to approve the text."))

    def _accept(self, request: HttpRequest) -> HttpResponse:
        page = moderation.accept(self.submission, user_of(request), _base(request))
        messages.success(request, _("Accepted. This is the page as it will appear."))
        return redirect("wagtailadmin_pages:edit", page.pk)

    def _decline(self, request: HttpRequest) -> HttpResponse:
        reason = _typed(request, "reason")
        if not reason:
            raise TransitionRefused(_("Please give a reason: the person will read it."))
        moderation.decline(self.submission, user_of(request), reason)
        return self._back(_("Declined. The person gets a mail with the reason."))

    def _keep(self, request: HttpRequest) -> HttpResponse:
        moderation.keep_online(self.submission, user_of(request))
        return self._back(_("The testimonial stays as it is online."))

    def _back(self, message: str) -> HttpResponse:
        messages.success(self.request, message)
        return redirect("submissions:detail", self.submission.pk)


class PortraitView(SubmissionMixin, View):
    """A portrait that is not public, for those who moderate."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the portrait of one of the versions."""
        found = Portrait.objects.filter(texts__submission=self.submission).distinct()
        portrait = get_object_or_404(found, pk=kwargs["portrait"])
        response = HttpResponse(bytes(portrait.data), content_type="image/jpeg")
        response.headers["Cache-Control"] = "private, no-store"
        return response


class ProofView(SubmissionMixin, View):
    """The proof of consent as JSON."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the file."""
        response = JsonResponse(proof(self.submission), json_dumps_params={"indent": 2})
        name = f"consent-{self.submission.pk}.json"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class ResendView(SubmissionMixin, View):
    """Try a mail of a submission at once that could not be sent."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it and say whether it went."""
        letter = get_object_or_404(Letter, pk=kwargs["letter"], submission=self.submission)
        say_sent(request, letter)
        return redirect("submissions:detail", self.submission.pk)


def say_sent(request: HttpRequest, letter: Letter) -> None:
    """Send a mail that is not out, and say whether it went."""
    if outbox.send_again(letter):
        messages.success(request, _("The mail is sent."))
    else:
        messages.error(request, _("The mail server did not take it. It is tried again later."))


def earlier(submission: Submission) -> Any:
    """Return the other submissions of the same mail address or the same member."""
    same = Q(email__iexact=submission.email) if submission.email else Q(pk__in=[])
    if submission.member_id:
        same |= Q(member=submission.member_id)
    others = Submission.objects.filter(same).exclude(pk=submission.pk)
    return with_person(others)[:20]


def _fields(text: Any) -> list[tuple[Any, str]]:
    """Return label and value of what a version says, without what is empty."""
    if text is None:
        return []
    return [(label(name), value) for name in text.SPOKEN if (value := getattr(text, name))]


def _typed(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "").strip()[:2000]


def _base(request: HttpRequest) -> int:
    return number_in(request.POST.get("base", ""))
