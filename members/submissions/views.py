"""The public form: shown, checked, stored, confirmed. Below the member directory."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from members.models import (
    Invitation,
    LinkToken,
    MemberIndexPage,
    Portrait,
    Purpose,
    State,
    Submission,
)
from members.submissions import entries, notices, tokens
from members.submissions.addresses import SUBPATHS
from members.submissions.erasure import erase_archived, is_answerable
from members.submissions.forms import SubmissionForm
from members.submissions.states import TransitionRefused
from metropol import spam
from metropol.languages import current_language

#: Seconds that a form may show the portrait it has kept.
PORTRAIT_AGE = 3600
_PORTRAIT_SALT = "members.submissions.portrait-address"

View = Callable[..., HttpResponse]

_CRUMBS = {
    "form": gettext_lazy("Submit a testimonial"),
    "confirm": gettext_lazy("Confirm your address"),
    "manage": gettext_lazy("Your testimonial"),
    "stale": gettext_lazy("This link has expired"),
    "link": gettext_lazy("Ask for a new link"),
}


def private(view: View) -> View:
    """Keep a view out of caches, referrers and error reports."""

    @wraps(view)
    @sensitive_variables()
    @sensitive_post_parameters()
    def shown(request: HttpRequest, page: MemberIndexPage) -> HttpResponse:
        response = view(request, page)
        add_never_cache_headers(response)
        # Without path and query, but with the origin that the check of forms needs.
        response.headers["Referrer-Policy"] = "strict-origin"
        return response

    return shown


def show(
    request: HttpRequest, page: MemberIndexPage, name: str, status: int = 200, **context: Any
) -> HttpResponse:
    """Return a page of the form: ``name`` is one of SUBPATHS, and the template's."""
    token = context.get("token") or request.GET.get(tokens.PARAMETER, "")
    query = f"?{urlencode({tokens.PARAMETER: token})}" if token else ""
    subpaths = {code: path + query for code, path in SUBPATHS.get(name, {}).items()}
    shown: dict[str, Any] = {
        "page": page,
        "self": page,
        "subpaths": subpaths,
        "name": name,
        "token": token,
    }
    notice = notices.find(name)
    shown |= {"notice": notice, "crumb": notice.heading if notice else _CRUMBS[name]}
    template = f"members/submission/{'notice' if notice else name}.html"
    response = TemplateResponse(request, template, shown | context, status=status)
    if name != "form" or token:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def address(request: HttpRequest, page: MemberIndexPage, name: str) -> str:
    """Return the path of ``name`` (one of SUBPATHS) in the active language."""
    return f"{page.get_url(request)}{SUBPATHS[name][current_language()]}"


@private
def form(request: HttpRequest, page: MemberIndexPage) -> HttpResponse:
    """Show the form, and take what it sends."""
    is_sent = request.method == "POST"
    sent = SubmissionForm(request.POST, request.FILES) if is_sent else SubmissionForm()
    if Purpose.PUBLICATION not in sent.versions:
        # Without its wording nobody can agree to anything.
        return show(request, page, "closed", status=503)
    if not is_sent:
        return show_form(request, page, sent)
    sent.may_upload = partial(spam.may_upload, request)
    invitation = _invitation(sent.data.get("invitation", ""))
    if sent.is_valid() and _is_accepted(request, sent):
        cleaned = sent.cleaned_data
        entries.submit(
            entries.Entry(
                email=cleaned["email"],
                language=current_language(),
                content=sent.content(),
                versions=sent.given(),
                member=cleaned["member"],
                clusters=cleaned["clusters"],
                invitation=invitation,
            )
        )
        return HttpResponseRedirect(address(request, page, "sent"))
    sent.refresh()
    kept = sent.keep_portrait()
    return show_form(request, page, sent, kept, status=422)


@private
def sent(request: HttpRequest, page: MemberIndexPage) -> HttpResponse:
    """Say what happens next; the same for everybody, whether an address is known or not."""
    return show(request, page, "sent")


@private
def confirm(request: HttpRequest, page: MemberIndexPage) -> HttpResponse:
    """Ask for the click that confirms, and take it. Looking alone changes nothing."""
    data = request.POST if request.method == "POST" else request.GET
    token = tokens.find(data.get(tokens.PARAMETER, ""), tokens.Purpose.CONFIRM)
    if token is None or token.submission is None:
        return show(request, page, "unknown", status=404)
    submission = token.submission
    if submission.state == State.WITHDRAWN:
        return show(request, page, "withdrawn", status=410)
    if submission.confirmed_at:
        return show(request, page, "confirmed")
    if token.is_expired or submission.state != State.UNVERIFIED:
        return show(request, page, "expired", status=410)
    if request.method != "POST":
        return show(request, page, "confirm", submission=submission)
    if "delete" in request.POST and entries.discard(submission):
        return show(request, page, "deleted")
    try:
        if entries.confirm(submission):
            _remember(token, submission)
    except TransitionRefused as refused:
        return show(request, page, "unknown", status=409, message=str(refused))
    return show(request, page, "confirmed")


@private
def invite(request: HttpRequest, page: MemberIndexPage) -> HttpResponse:
    """Show the form filled with what the invitation knows, or delete what it asks about."""
    data = request.POST if request.method == "POST" else request.GET
    given = data.get(tokens.PARAMETER, "")
    invitation = _invitation(given)
    if invitation is None:
        known = tokens.find(given, tokens.Purpose.INVITE)
        return show(request, page, "expired" if known else "unknown", 410 if known else 404)
    if request.method == "POST":
        if "delete" in request.POST and is_answerable(invitation):
            erase_archived(invitation)
            return show(request, page, "deleted")
        return show(request, page, "unknown", status=400)
    return show_form(request, page, SubmissionForm(initial=_known(invitation, given)))


def portrait(request: HttpRequest, page: MemberIndexPage) -> HttpResponse:
    """Return a portrait that is not public, by a signed address that is valid for an hour."""
    signer = signing.TimestampSigner(salt=_PORTRAIT_SALT)
    try:
        key = signer.unsign(request.GET.get("s", ""), max_age=PORTRAIT_AGE)
    except signing.BadSignature as error:
        raise Http404 from error
    found = Portrait.objects.filter(key=key).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.data), content_type="image/jpeg")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def portrait_address(request: HttpRequest, page: MemberIndexPage, shown: Portrait | None) -> str:
    """Return the address of a portrait for an hour, "" without one."""
    if shown is None:
        return ""
    signed = signing.TimestampSigner(salt=_PORTRAIT_SALT).sign(shown.key)
    return f"{address(request, page, 'portrait')}?s={signed}"


def show_form(
    request: HttpRequest,
    page: MemberIndexPage,
    shown: SubmissionForm,
    kept: Portrait | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the form, with the portrait that it has kept."""
    token = shown["invitation"].value() or ""
    return show(
        request,
        page,
        "form",
        status,
        form=shown,
        action=address(request, page, "form"),
        portrait_url=portrait_address(request, page, kept),
        can_delete=is_answerable(_invitation(token)),
        invitation_token=token,
        invitation_action=address(request, page, "invite"),
    )


def _is_accepted(request: HttpRequest, sent: SubmissionForm) -> bool:
    """Apply the rules against spam to a valid form; a refusal becomes an error of the form."""
    if not sent.check_sender() or not sent.check_limits(request, "email"):
        return False
    cleaned = sent.cleaned_data
    try:
        for quote in filter(None, (cleaned["quote_de"], cleaned["quote_en"])):
            spam.check_repeated(quote, cleaned["email"])
    except spam.SpamRefused as refused:
        sent.add_error(None, str(refused))
        return False
    spam.count(request, cleaned["email"])
    return True


def _remember(token: LinkToken, submission: Submission) -> None:
    """Remember what was confirmed: whoever mistyped their address may send it once more."""
    LinkToken.objects.filter(pk=token.pk).update(used_at=timezone.now())
    for quote in submission.original.quotes if submission.original else ():
        spam.remember(quote["words"], submission.email)


def _invitation(given: str) -> Invitation | None:
    """Return the invitation of a token that is still valid."""
    token = tokens.find(given, tokens.Purpose.INVITE) if given else None
    return token.invitation if token and not token.is_expired else None


def _known(invitation: Invitation, token: str) -> dict[str, Any]:
    """Return what an invitation fills in."""
    page = invitation.page
    known: dict[str, Any] = {
        "invitation": token,
        "person": invitation.person or (page.person if page else ""),
        "member": invitation.member_id or (page.member_id if page else None),
        "email": invitation.email,
    }
    if page:
        known |= {"quote_de": page.quote_de, "quote_en": page.quote_en}
        known["function"] = getattr(page, f"function_{current_language()}")
    return known
