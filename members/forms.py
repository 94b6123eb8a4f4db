"""Forms of pages in the admin."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from metropol.forms import TranslatedPageForm


class TestimonialPageForm(TranslatedPageForm):
    """A testimonial: what a person submitted is changed with their approval, not here."""

    #: What says who speaks and what.
    SPOKEN = (
        "title",
        "title_en",
        "person",
        "member",
        "function_de",
        "function_en",
        "quote_de",
        "quote_en",
        "portrait",
        "consent_origin",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submission = self.instance.submitted
        if self.submission:
            for name in self.SPOKEN:
                self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        """Refuse to publish what the person has not approved, or no longer agrees to."""
        from members.submissions.publishing import NotApproved, check_approved

        cleaned: dict[str, Any] = super().clean()
        if self.is_deferred_validation:
            return cleaned
        withdrawn = self.instance.ConsentOrigin.WITHDRAWN
        if cleaned.get("consent_origin") == withdrawn:
            self.add_error(
                "consent_origin", _("The person has withdrawn their consent to publication.")
            )
        try:
            check_approved(self.instance)
        except NotApproved as error:
            assert self.submission is not None  # noqa: S101 - for the type checker
            address = reverse("submissions:detail", args=[self.submission.pk])
            link = format_html('<a href="{}">{}</a>', address, _("Go to the submission"))
            self.add_error(None, format_html("{} {}", error.messages[0], link))
        return cleaned
