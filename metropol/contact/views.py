"""The contact form: shown, checked, stored, thanked for. Nothing of it is in an address."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from metropol import spam
from metropol.contact.forms import ContactForm
from metropol.contact.outbox import take
from metropol.languages import current_language
from metropol.models import ContactMessage, ContactPage

#: What an address has after a message was sent.
SENT = "sent"


@never_cache
@sensitive_variables()
@sensitive_post_parameters()
def answer(request: HttpRequest, page: ContactPage) -> HttpResponse:
    """Show the form, say thank you, or take what the form sends."""
    if request.method != "POST":
        if SENT in request.GET:
            return _show(request, page, is_sent=True)
        return _show(request, page, form=ContactForm(initial=_known(request)))
    form = ContactForm(request.POST)
    if form.is_valid() and form.check_sender() and _is_taken(request, form):
        return HttpResponseRedirect(f"{page.get_url(request)}?{SENT}=1")
    form.refresh()
    return _show(request, page, status=422, form=form)


def _is_taken(request: HttpRequest, form: ContactForm) -> bool:
    """Tell whether the message is stored now, by this sending or by the same one before it."""
    digest = form.digest()
    if ContactMessage.objects.filter(digest=digest).exists():
        return True
    if not form.check_limits(request, "contact"):
        return False
    if take(digest, current_language(), form.content()):
        spam.count(request, form.cleaned_data["email"], "contact")
    return True


def _known(request: HttpRequest) -> dict[str, str]:
    """Return the topic that a link to the form names, if it is one."""
    topic = request.GET.get("topic", "")
    return {"topic": topic} if topic in ContactMessage.Topic.values else {}


def _show(
    request: HttpRequest, page: ContactPage, status: int = 200, **context: Any
) -> HttpResponse:
    response = TemplateResponse(
        request, page.get_template(request), page.get_context(request) | context, status=status
    )
    # Without path and query, but with the origin that the check of forms needs.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
