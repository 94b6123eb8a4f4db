"""The contact form, and what was sent by it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from metropol.models.pages import LeadPage
from metropol.models.queued import QueuedMail


class ContactPage(LeadPage):
    """A page with the form by which visitors write to the office."""

    parent_page_types: ClassVar[list[str]] = ["metropol.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add how long a message is kept."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"days": settings.CONTACT_RETENTION_DAYS}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with the form, or take what it sends."""
        from metropol.contact.views import answer

        return answer(request, self)

    def get_preview_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Show the form as it is opened (see Wagtail)."""
        from metropol.contact.forms import ContactForm

        context: dict[str, Any] = super().get_preview_context(request, *args, **kwargs)
        return context | {"form": ContactForm()}


class ContactMessage(QueuedMail):
    """What somebody wrote to the office, for ``CONTACT_RETENTION_DAYS`` days.

    ``digest`` is the same for the same form sent twice.
    """

    class Topic(models.TextChoices):
        """What a message is about."""

        GENERAL = "general", _("A question to our office")
        MEMBERSHIP = "membership", _("Membership and clusters")
        PRESS = "press", _("Press")
        PRIVACY = "privacy", _("My personal data")
        WEBSITE = "website", _("A mistake on this website")
        ACCESSIBILITY = "accessibility", _("A barrier on this website")

    topic = models.CharField(_("topic"), max_length=16, choices=Topic)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"))
    message = models.TextField(_("message"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    digest = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.pk}: {self.topic}"
