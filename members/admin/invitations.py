"""Invitations, and questions about testimonials of the archive."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseListingView

from members.admin.base import ModerationPageMixin
from members.admin.forms import ArchiveForm, InvitationForm
from members.models import Invitation, Letter, TestimonialPage
from members.submissions.erasure import erase_page
from members.submissions.outbox import queue
from metropol.admin_pages import user_of


class InvitationsView(ModerationPageMixin, BaseListingView):
    """The invitations, the newest first."""

    template_name = "members/admin/invitations.html"
    page_title = gettext_lazy("Invitations")
    model = Invitation
    paginate_by = 50
    is_searchable = False

    def get_queryset(self) -> QuerySet[Invitation]:
        """Return all of them."""
        return Invitation.objects.select_related("member", "page", "user").prefetch_related(
            "letters"
        )


class InviteView(ModerationPageMixin, FormView):  # type: ignore[type-arg]
    """Invite the contact of a member."""

    template_name = "members/admin/invite.html"
    page_title = gettext_lazy("Invite")
    form_class = InvitationForm

    def get_trail(self) -> list[tuple[str, Any]]:
        """Return the list of invitations, which this page is below."""
        return [(reverse("submissions:invitations"), _("Invitations"))]

    def form_valid(self, form: InvitationForm) -> HttpResponse:
        """Send the invitation."""
        with transaction.atomic():
            invitation = Invitation.objects.create(**form.cleaned_data, user=user_of(self.request))
            queue(Letter.Kind.INVITATION, invitation)
        messages.success(self.request, _("The invitation is on its way."))
        return redirect("submissions:invitations")


class ArchiveView(ModerationPageMixin, FormView):  # type: ignore[type-arg]
    """Ask the person of a testimonial of the archive for consent, or take it down."""

    template_name = "members/admin/archive.html"
    page_title = gettext_lazy("Consent to a testimonial of the archive")
    kwargs: dict[str, Any]

    @cached_property
    def page(self) -> TestimonialPage:
        """Return the testimonial; Http404 if it is none of the archive."""
        found = TestimonialPage.objects.filter(consent_origin=TestimonialPage.ConsentOrigin.ARCHIVE)
        return get_object_or_404(found, id=self.kwargs["pk"])

    def get_trail(self) -> list[tuple[str, Any]]:
        """Return the list of testimonials, from where this page is reached."""
        return [(reverse("testimonials:index"), _("Testimonials"))]

    def get_form(self, form_class: Any = None) -> ArchiveForm:
        """Return the form."""
        data = self.request.POST if self.request.POST.get("action") == "ask" else None
        return ArchiveForm(self.page, data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the testimonial and who was asked about it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        asked = self.page.invitations.select_related("user")
        may_delete = self.page.permissions_for_user(user_of(self.request)).can_delete()
        return context | {"testimonial": self.page, "asked": asked, "may_delete": may_delete}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, or take it down for good."""
        if request.POST.get("action") == "erase":
            return self._erase(request)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: ArchiveForm) -> HttpResponse:
        """Write to the person."""
        with transaction.atomic():
            invitation = Invitation.objects.create(
                **form.cleaned_data,
                member=self.page.member,
                page=self.page,
                user=user_of(self.request),
            )
            queue(Letter.Kind.ARCHIVE, invitation)
        messages.success(self.request, _("The person is asked for consent."))
        return redirect("submissions:archive", self.page.pk)

    def _erase(self, request: HttpRequest) -> HttpResponse:
        if "sure" not in request.POST:
            messages.error(request, _("Please tick that it shall be deleted for good."))
        elif not self.page.permissions_for_user(user_of(request)).can_delete():
            messages.error(request, _("You may not delete this page."))
        else:
            erase_page(self.page)
            messages.success(request, _("The testimonial is deleted for good."))
            return redirect("testimonials:index")
        return redirect("submissions:archive", self.page.pk)
