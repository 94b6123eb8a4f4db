"""The pages of members and what they say about the region."""

from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldRowPanel
from wagtail.models import PageManager
from wagtail.search import index

from members.forms import TestimonialPageForm
from members.models.members import Member
from members.models.submissions import Submission
from members.permissions import TestimonialPermissionTester
from metropol.languages import CODES, current_language
from metropol.models import AnsweringPage, BasePage, LeadPage, TranslatedPage
from metropol.models.base import BasePageQuerySet
from metropol.panels import SharedFieldPanel, translated
from metropol.permissions import PortalPagePermissionTester
from metropol.routing import is_restricted
from metropol.search import SearchField


class MemberIndexPage(AnsweringPage):
    """The directory of members; below it the form for testimonials."""

    parent_page_types: ClassVar[list[str]] = ["metropol.HomePage"]
    subpage_types: ClassVar[list[str]] = ["members.TestimonialIndexPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("member directory")
        verbose_name_plural = _("member directories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the members with their filters."""
        from members.lists import members_context

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | members_context(request)

    def names_below(self) -> list[str]:
        """Return the address of the form."""
        from members.submissions.addresses import SUBPATHS

        return [SUBPATHS["form"][current_language()]]

    def view_below(self, parts: list[str]) -> Any:
        """Return the form or a page behind it (members.submissions.addresses)."""
        from members.submissions.routes import find_view

        return find_view(parts)


class AskedEachTime:
    """A page that says who somebody is: whoever keeps it asks each time if it is still there."""

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with the page (see Wagtail)."""
        page: Any = super()
        response: HttpResponseBase = page.serve(request, *args, **kwargs)
        patch_cache_control(response, no_cache=True)
        return response


class TestimonialIndexPage(AskedEachTime, LeadPage):
    """All testimonials."""

    parent_page_types: ClassVar[list[str]] = ["members.MemberIndexPage"]
    subpage_types: ClassVar[list[str]] = ["members.TestimonialPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("testimonial list")
        verbose_name_plural = _("testimonial lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the testimonials with their filters."""
        from members.lists import testimonials_context

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | testimonials_context(self, request)


class TestimonialQuerySet(BasePageQuerySet):
    """Queries for testimonials."""

    def listed(self, code: str, within: BasePage | None = None) -> Self:
        """Return what a list in the language ``code`` shows, newest first.

        ``within`` is the page whose list it is. What is restricted is in none, nor what somebody
        has withdrawn, should its page be online for any reason.
        """
        found = self.child_of(within) if within else self
        shown = found.in_language(code).filter(~is_restricted(within))
        withdrawn = TestimonialPage.ConsentOrigin.WITHDRAWN
        return shown.exclude(consent_origin=withdrawn).order_by("-first_published_at", "-pk")


class TestimonialPage(AskedEachTime, TranslatedPage):
    """What a person says about the region, on behalf of a member.

    ``consent_origin`` tells where the person's consent to be shown stands.
    """

    class ConsentOrigin(models.TextChoices):
        """Where the consent to publish name, function, quote and portrait stands."""

        RECORDED = "recorded", _("Recorded")
        ARCHIVE = "archive", _("From the archive, not recorded")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    person = models.CharField(_("person"), max_length=255)
    function = models.CharField(_("function"), max_length=255, blank=True)
    member = models.ForeignKey(
        Member,
        verbose_name=_("member"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="testimonials",
    )
    quote = models.TextField(_("quote"))
    portrait = models.ForeignKey(
        "metropol.PortalImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    clusters = ParentalManyToManyField(
        "clusters.ClusterPage", verbose_name=_("clusters"), blank=True, related_name="testimonials"
    )
    consent_origin = models.CharField(
        _("consent"),
        max_length=16,
        choices=ConsentOrigin,
        help_text=_("Whether the person's consent to publication is on record."),
    )

    objects = PageManager.from_queryset(TestimonialQuerySet)()  # type: ignore[misc]

    parent_page_types: ClassVar[list[str]] = ["members.TestimonialIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    related_for_serving: ClassVar[tuple[str, ...]] = ("member", "portrait")
    required_english_fields: ClassVar[tuple[str, ...]] = ("title", "quote")

    base_form_class = TestimonialPageForm
    content_panels: ClassVar[list[Any]] = [
        *TranslatedPage.content_panels,
        FieldRowPanel([SharedFieldPanel("person"), SharedFieldPanel("member")]),
        translated("function", locked=True),
        translated("quote", locked=True),
        SharedFieldPanel("portrait"),
        SharedFieldPanel("clusters"),
        SharedFieldPanel("consent_origin"),
    ]
    search_kind = "testimonial"
    search_fields: ClassVar[list[index.BaseField]] = [
        *TranslatedPage.search_fields,
        index.SearchField("person"),
        index.RelatedFields("member", [index.SearchField("name")]),
        index.FilterField("consent_origin"),
        *(SearchField(f"quote_{code}") for code in CODES),
    ]

    class Meta:
        verbose_name = _("testimonial")
        verbose_name_plural = _("testimonials")

    @property
    def submitted(self) -> Submission | None:
        """Return what this page was made of; None if staff or the archive made it."""
        return Submission.objects.filter(page=self.pk).first() if self.pk else None

    @property
    def confidential_title(self) -> str:
        """Return a title without the person for what somebody submitted."""
        submission = self.submitted
        if submission is None:
            return ""
        return _("Testimonial, submission %(number)s") % {"number": submission.pk}

    def before_publication(self) -> None:
        """Let only words go live that the person has approved, and then the portrait too."""
        from members.submissions.publishing import check_approved, hold, publish_portrait

        submission = hold(self)
        super().before_publication()
        if submission:
            check_approved(self, submission)
            publish_portrait(self, submission)

    def permissions_for_user(self, user: Any) -> PortalPagePermissionTester:
        """Return what ``user`` may do with this page."""
        return TestimonialPermissionTester(user, self)

    def get_preview_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Show the portrait that a publication would show, though it is not public yet."""
        from members.submissions.publishing import alternative_text, approved_portrait

        context: dict[str, Any] = super().get_preview_context(request, *args, **kwargs)
        submission = self.submitted
        if submission and (text := submission.approved_text):
            portrait = approved_portrait(submission, text)
            self.portrait = portrait.image if portrait else None
            if portrait and not portrait.image:
                context["pending_portrait"] = {
                    "address": reverse("submissions:portrait", args=[submission.pk, portrait.pk]),
                    "alt": alternative_text(text, current_language()),
                }
        return context
