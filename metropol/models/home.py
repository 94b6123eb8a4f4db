"""The home page: what the region is, ways in, figures, and what staff picked for it."""

from typing import Any, ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from metropol.models.figures import Figure
from metropol.models.pages import LeadPage
from metropol.models.pictured import PicturedPage
from metropol.models.translated import TranslatedModel
from metropol.panels import SharedFieldPanel, SharedInlinePanel, translated


class HomePage(LeadPage, PicturedPage):
    """The front page of the portal."""

    parent_page_types: ClassVar[list[str]] = ["metropol.BasePage"]
    subpage_types: ClassVar[list[str]] = [
        "metropol.AccessibilityStatementPage",
        "metropol.ContactPage",
        "metropol.SignLanguagePage",
        "metropol.StandardPage",
        "clusters.ClusterIndexPage",
        "members.MemberIndexPage",
        "news.NewsIndexPage",
    ]
    related_for_serving: ClassVar[tuple[str, ...]] = ("image",)

    content_panels: ClassVar[list[Any]] = [
        *LeadPage.content_panels,
        PicturedPage.image_panel,
        SharedInlinePanel("ways_in", heading=_("Ways in"), label=_("way in")),
        SharedInlinePanel("figures", heading=_("Figures"), label=_("figure")),
        SharedInlinePanel("picked_clusters", label=_("picked cluster")),
        SharedInlinePanel("picked_testimonials", label=_("picked testimonial")),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @cached_property
    def ways(self) -> "list[WayIn]":
        """Return the ways into the site in their order."""
        return list(self.ways_in.all())

    def linked_page_keys(self) -> set[int]:
        """Return the keys of the pages that texts and ways in lead to."""
        return super().linked_page_keys() | {way.target_id for way in self.ways if way.target_id}


class WayIn(TranslatedModel, Orderable):
    """A way into the site for one audience: who it is for, what is there, and where it leads."""

    page = ParentalKey(HomePage, related_name="ways_in", on_delete=models.CASCADE)
    title = models.CharField(_("title"), max_length=120)
    text = models.CharField(_("text"), max_length=255, blank=True)
    target = models.ForeignKey(
        "metropol.BasePage",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels: ClassVar[list[Any]] = [
        translated("title"),
        translated("text"),
        SharedFieldPanel("target"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("way in")
        verbose_name_plural = _("ways in")

    def __str__(self) -> str:
        return self.title or ""


class HomeFigure(Figure):
    """A figure about the region."""

    page = ParentalKey(HomePage, related_name="figures", on_delete=models.CASCADE)


class PickedCluster(Orderable):
    """A cluster that the home page shows; without any it shows them all."""

    page = ParentalKey(HomePage, related_name="picked_clusters", on_delete=models.CASCADE)
    cluster = models.ForeignKey(
        "clusters.ClusterPage",
        verbose_name=_("cluster"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels: ClassVar[list[Any]] = [SharedFieldPanel("cluster")]


class PickedTestimonial(Orderable):
    """A testimonial that the home page shows; without any it shows one a day."""

    page = ParentalKey(HomePage, related_name="picked_testimonials", on_delete=models.CASCADE)
    testimonial = models.ForeignKey(
        "members.TestimonialPage",
        verbose_name=_("testimonial"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels: ClassVar[list[Any]] = [SharedFieldPanel("testimonial")]
