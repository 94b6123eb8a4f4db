"""The page of whoever submitted, behind the link in each mail: see, approve, change, withdraw."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _

from members.models import Letter, MemberIndexPage, Purpose, State, Submission
from members.submissions import consents, moderation, retention, tokens
from members.submissions.comparison import compare
from members.submissions.erasure import withdraw
from members.submissions.export import submission_data
from members.submissions.form_parts import number_in
from members.submissions.forms import ChangeForm
from members.submissions.outbox import queue
from members.submissions.publishing import ListMissing, drop_portrait
from members.submissions.states import TransitionRefused, happened, locked
from members.submissions.views import address, portrait_address, private, show
from members.tasks import tell_staff
from metropol import spam
from metropol.languages import current_language
from metropol.mail_addresses import ascii_email

#: What may be said after a deed, by the code in the address.
DONE = ("approved", "changed", "renewed", "consent")


@private
def manage(request: HttpRequest, page: MemberIndexPage) -> HttpResponse:
    """Show where a submission stands, and do what its person wants. Looking changes nothing."""
    data = request.POST if request.method == "POST" else request.GET
    given = data.get(tokens.PARAMETER, "")
    token = tokens.find(given, tokens.Purpose.MANAGE)
    if token is None or token.submission is None:
        return show(request, page, "unknown", status=404)
    submission = token.submission
    if submission.state == State.WITHDRAWN:
        return show(request, page, "withdrawn", status=410)
    if token.is_expired:
        return _stale(request, page, submission)
    if request.method != "POST":
        return _own(request, page, submission, given)
    deed = _DEEDS.get(request.POST.get("action", ""))
    if deed is None:
        return _own(request, page, submission, given, status=400)
    try:
        return deed(request, page, submission, given)
    except TransitionRefused as refused:
        submission.refresh_from_db()
        return _own(request, page, submission, given, status=409, message=str(refused))
    except ListMissing:
        message = _("This is not possible at the moment. Please try again later.")
        return _own(request, page, submission, given, status=503, message=message)


@private
def link(request: HttpRequest, page: MemberIndexPage) -> HttpResponse:
    """Send a new link to a mail address; the answer does not tell whether it is known."""
    if request.method != "POST":
        return show(request, page, "link")
    email = request.POST.get("email", "").strip()
    try:
        validate_email(email)
        spam.spend(request, email, "link")
    except ValidationError as error:
        return show(request, page, "link", 422, email=email, message=error.messages[0])
    except spam.SpamRefused as refused:
        return show(request, page, "link", 422, email=email, message=str(refused))
    known = Submission.objects.filter(email__iexact=ascii_email(email), confirmed_at__isnull=False)
    for submission in known:
        queue(Letter.Kind.LINK, submission)
    return show(request, page, "link_sent")


def _stale(request: HttpRequest, page: MemberIndexPage, submission: Submission) -> HttpResponse:
    """Offer a new link to whoever has an old one: it goes to the address that we know."""
    if request.method != "POST":
        return show(request, page, "stale", status=410)
    try:
        spam.spend(request, f"link of {submission.pk}", "link")
    except spam.SpamRefused as refused:
        return show(request, page, "stale", 422, message=str(refused))
    queue(Letter.Kind.LINK, submission)
    return show(request, page, "link_sent")


def _own(
    request: HttpRequest,
    page: MemberIndexPage,
    submission: Submission,
    token: str,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    text, agreed = submission.text, submission.agreed_text
    is_asked = submission.state == State.CHANGES_SENT
    differences = compare(agreed, text) if is_asked and agreed and text else []
    asked = submission.changes.filter(after=State.CHANGES_SENT).last() if is_asked else None
    done = request.GET.get("done", "")
    shown: dict[str, Any] = {
        "token": token,
        "action": address(request, page, "manage"),
        "submission": submission,
        "text": text,
        "portrait_url": portrait_address(request, page, text.portrait if text else None),
        "differences": differences,
        "reason": asked.why if asked else "",
        "is_changeable": submission.state in moderation.CHANGEABLE,
        "form": ChangeForm(submission, text) if text else None,
        "consents": submission.standing_consents(),
        "optional": [purpose.value for purpose in Purpose if purpose != Purpose.PUBLICATION],
        "done": done if done in DONE else "",
    }
    return show(request, page, "manage", status, **(shown | context))


def _again(request: HttpRequest, page: MemberIndexPage, token: str, done: str) -> HttpResponse:
    """Go back to the page after a deed, so that loading it anew does not repeat that."""
    own = address(request, page, "manage")
    return HttpResponseRedirect(f"{own}?{tokens.PARAMETER}={token}&done={done}")


def _approve(
    request: HttpRequest, page: MemberIndexPage, submission: Submission, token: str
) -> HttpResponse:
    moderation.approve(submission, number_in(request.POST.get("base", "")))
    return _again(request, page, token, "approved")


def _change(
    request: HttpRequest, page: MemberIndexPage, submission: Submission, token: str
) -> HttpResponse:
    text = submission.text
    assert text is not None  # noqa: S101 - only a withdrawal deletes it
    form = ChangeForm(submission, text, request.POST, request.FILES)
    form.may_upload = partial(spam.may_upload, request)
    context: dict[str, Any] = {"form": form, "is_open": True}
    status = 422
    if form.is_valid() and _may_change(request, submission, form):
        # Outside the transaction: the portrait outlives a conflict too.
        edit = moderation.Edit(form.cleaned_data["base"], form.content())
        try:
            with transaction.atomic():
                moderation.change(submission, edit)
                consents.give(submission, form.given(), current_language())
        except moderation.EditConflict as conflict:
            status, context["message"] = 409, str(conflict)
        else:
            return _again(request, page, token, "changed")
    form.refresh(base=status == 409)
    kept = form.keep_portrait()
    if kept:
        context["portrait_url"] = portrait_address(request, page, kept)
    return _own(request, page, submission, token, status, **context)


def _may_change(request: HttpRequest, submission: Submission, form: ChangeForm) -> bool:
    """Count a change; too many on a day become an error of the form."""
    try:
        spam.spend(request, f"change of {submission.pk}", "change")
    except spam.SpamRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _withdraw(
    request: HttpRequest, page: MemberIndexPage, submission: Submission, token: str
) -> HttpResponse:
    if "sure" not in request.POST:
        message = _("Please tick that everything shall be deleted, then withdraw.")
        return _own(request, page, submission, token, 422, message=message)
    withdraw(submission)
    return show(request, page, "withdrawn")


def _renew(
    request: HttpRequest, page: MemberIndexPage, submission: Submission, token: str
) -> HttpResponse:
    retention.renew(submission)
    happened(submission, _("The person said that it is still right."))
    return _again(request, page, token, "renewed")


def _end_consent(
    request: HttpRequest, page: MemberIndexPage, submission: Submission, token: str
) -> HttpResponse:
    """End one of the consents that a testimonial can do without."""
    purpose = request.POST.get("purpose")
    if purpose in set(Purpose) - {Purpose.PUBLICATION}:
        with transaction.atomic():
            current = locked(submission.pk)
            if consents.withdraw(current, Purpose(purpose)):
                label = Purpose(purpose).label
                happened(current, _("The person ended a consent: %(name)s.") % {"name": label})
                tell_staff.enqueue(current.pk)
            if purpose == Purpose.PORTRAIT:
                drop_portrait(current)
    return _again(request, page, token, "consent")


def _export(
    request: HttpRequest, page: MemberIndexPage, submission: Submission, token: str
) -> HttpResponse:
    response = JsonResponse(submission_data(submission), json_dumps_params={"indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="testimonial.json"'
    return response


_DEEDS: dict[str, Callable[..., HttpResponse]] = {
    "approve": _approve,
    "change": _change,
    "withdraw": _withdraw,
    "renew": _renew,
    "consent": _end_consent,
    "export": _export,
}
