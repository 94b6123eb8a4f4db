"""The pages of members and what they say about the region."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldRowPanel
from wagtail.search import index
from wagtail.url_routing import RouteResult

from members.forms import TestimonialPageForm
from members.models.members import Member
from members.models.submissions import Submission
from members.permissions import TestimonialPermissionTester
from metropol.languages import CODES, current_language
from metropol.models import LeadPage, TranslatedPage
from metropol.paging import paginate
from metropol.panels import SharedFieldPanel, translated
from metropol.permissions import PortalPagePermissionTester
from metropol.search import SearchField


class MemberIndexPage(LeadPage):
    """The directory of members; below it the form for testimonials."""

    parent_page_types: ClassVar[list[str]] = ["metropol.HomePage"]
    subpage_types: ClassVar[list[str]] = ["members.TestimonialIndexPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("member directory")
        verbose_name_plural = _("member directories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the members."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        members = Member.objects.select_related("category", "logo")
        context["members"] = paginate(request, members, 50)
        return context

    def get_route_paths(self) -> list[str]:
        """Return what follows the directory when it is renamed: also the form (see Wagtail)."""
        from members.submissions.addresses import SUBPATHS

        return ["/", f"/{SUBPATHS['form'][current_language()]}"]

    def resolve_subpage(self, path: str) -> ResolverMatch:
        """Return the view of the form or of a page behind it, as a redirect asks for it.

        Raises Resolver404.
        """
        from members.submissions.routes import find_view

        if view := find_view(path.strip("/").split("/")):
            return ResolverMatch(view, (), {})
        raise Resolver404

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the form and the pages behind it (members.submissions.addresses)."""
        from members.submissions.routes import find_view

        view = find_view(path_components) if self.live else None
        if view:
            return RouteResult(self, kwargs={"view": view})
        return super().route(request, path_components)

    def serve(
        self, request: HttpRequest, *args: Any, view: Any = None, **kwargs: Any
    ) -> HttpResponseBase:
        """Answer with the directory, or with one of the pages of the form."""
        if view:
            found: HttpResponseBase = view(request, self)
            return found
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        return response


class TestimonialIndexPage(LeadPage):
    """All testimonials."""

    parent_page_types: ClassVar[list[str]] = ["members.MemberIndexPage"]
    subpage_types: ClassVar[list[str]] = ["members.TestimonialPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("testimonial list")
        verbose_name_plural = _("testimonial lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the testimonials, newest first."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pages = TestimonialPage.objects.child_of(self).in_language(current_language())
        pages = pages.select_related("member", "portrait").order_by("-first_published_at", "-pk")
        context["testimonials"] = paginate(request, pages)
        return context


class TestimonialPage(TranslatedPage):
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
    search_fields: ClassVar[list[index.BaseField]] = [
        *TranslatedPage.search_fields,
        index.SearchField("person"),
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
