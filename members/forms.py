"""Forms of pages in the admin."""

from typing import Any

from django.utils.translation import gettext as _

from metropol.forms import TranslatedPageForm


class TestimonialPageForm(TranslatedPageForm):
    """A testimonial: what a person submitted is changed with their approval, not here."""

    #: What says who speaks and what; also to search engines.
    LOCKED = (
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
        "seo_title",
        "seo_title_en",
        "search_description",
        "search_description_en",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submission = self.instance.submitted
        if self.submission:
            for name in self.LOCKED:
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
        if self.submission:
            try:
                check_approved(self.instance, self.submission)
            except NotApproved as error:
                # Wagtail shows it as plain text.
                number = _("Submission %(number)d") % {"number": self.submission.pk}
                self.add_error(None, f"{error.messages[0]} ({number})")
        return cleaned
