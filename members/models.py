"""Members of the region and what they say about it."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldRowPanel
from wagtail.search import index

from metropol.languages import CODES, current_language
from metropol.models import LeadPage, TranslatedPage
from metropol.paging import paginate
from metropol.panels import SharedFieldPanel, translated
from metropol.search import SearchField
from metropol.snippets import NamedSnippet


class MemberCategory(NamedSnippet):
    """A grouping of members that staff define, such as a branch or a size."""

    class Meta(NamedSnippet.Meta):
        verbose_name = _("member category")
        verbose_name_plural = _("member categories")


class Member(index.Indexed, ClusterableModel):
    """A member organisation. Its name is the same in both languages."""

    class Kind(models.TextChoices):
        """What sort of organisation a member is."""

        UNKNOWN = "", _("Unknown")
        COMPANY = "company", _("Company")
        MUNICIPALITY = "municipality", _("Municipality")
        CHAMBER = "chamber", _("Chamber")
        UNIVERSITY = "university", _("University")
        ASSOCIATION = "association", _("Association")

    name = models.CharField(_("name"), max_length=255, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, blank=True, default="")
    category = models.ForeignKey(
        MemberCategory,
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="members",
    )
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "metropol.PortalImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    city = models.CharField(_("city"), max_length=128, blank=True)
    clusters = ParentalManyToManyField(
        "clusters.ClusterPage", verbose_name=_("clusters"), blank=True, related_name="members"
    )

    panels: ClassVar[list[Any]] = [
        SharedFieldPanel("name"),
        FieldRowPanel([SharedFieldPanel("kind"), SharedFieldPanel("category")]),
        FieldRowPanel([SharedFieldPanel("website"), SharedFieldPanel("city")]),
        SharedFieldPanel("logo"),
        SharedFieldPanel("clusters"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("kind"),
        index.FilterField("category"),
    ]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class MemberIndexPage(LeadPage):
    """The directory of members."""

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

    content_panels: ClassVar[list[Any]] = [
        *TranslatedPage.content_panels,
        FieldRowPanel([SharedFieldPanel("person"), SharedFieldPanel("member")]),
        translated("function"),
        translated("quote"),
        SharedFieldPanel("portrait"),
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
