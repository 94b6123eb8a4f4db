"""What is stored about one person: to give it to them, and to delete it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView
from wagtail.admin import messages

from members.admin.base import ModerationPageMixin
from members.models import Invitation
from members.submissions.entries import of_person
from members.submissions.export import erase_person, person_data
from metropol.admin_pages import user_of
from metropol.public_forms import MailField


class PersonForm(forms.Form):
    """Whom to look for. Sent by POST, so that the address is in no log."""

    email = MailField(label=gettext_lazy("E-mail"))
    sure = forms.BooleanField(label=gettext_lazy("Yes, delete everything"), required=False)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class PersonView(ModerationPageMixin, TemplateView):
    """Look for a mail address, export what is stored, or erase it."""

    template_name = "members/admin/person.html"
    page_title = gettext_lazy("Data of a person")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("form", PersonForm())
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look, export or erase."""
        form = PersonForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        email, action = form.cleaned_data["email"], request.POST.get("action")
        if action == "export":
            response = JsonResponse(person_data(email), json_dumps_params={"indent": 2})
            response.headers["Content-Disposition"] = 'attachment; filename="person.json"'
            return response
        if action == "erase":
            if form.cleaned_data["sure"]:
                erase_person(email, user_of(request))
                messages.success(request, _("What was stored about this person is deleted."))
                return redirect("submissions:person")
            form.add_error("sure", _("Please tick that everything shall be deleted."))
        invitations = Invitation.objects.filter(email__iexact=email).select_related("page")
        found = {"submissions": of_person(email), "invitations": invitations, "email": email}
        return self.render_to_response(self.get_context_data(form=form, **found))
