"""Clusters: networks of companies and research of one field."""

from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from metropol.blocks import BodyBlock
from metropol.fields import TranslatedStreamField
from metropol.languages import CODES, ENGLISH, current_language, first_free, portal_slug
from metropol.models import LeadPage, TranslatedModel
from metropol.paging import paginate
from metropol.panels import SharedFieldPanel, SharedInlinePanel, translated
from metropol.search import SearchField
from metropol.snippets import NamedSnippet


class Sector(NamedSnippet):
    """A field of the economy in which clusters work."""

    class Meta(NamedSnippet.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")


class FederalState(NamedSnippet):
    """A state in which clusters work; a region may reach across borders."""

    class Meta(NamedSnippet.Meta):
        verbose_name = _("federal state")
        verbose_name_plural = _("federal states")


class ClusterIndexPage(LeadPage):
    """The directory of all clusters."""

    parent_page_types: ClassVar[list[str]] = ["metropol.HomePage"]
    subpage_types: ClassVar[list[str]] = ["clusters.ClusterPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("cluster directory")
        verbose_name_plural = _("cluster directories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the clusters with sectors and states."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        code = current_language()
        clusters = ClusterPage.objects.child_of(self).in_language(code)
        clusters = clusters.order_by("title_en" if code == ENGLISH else "title")
        context["clusters"] = paginate(
            request, clusters.prefetch_related("sectors", "states").select_related("logo"), 50
        )
        return context


class ClusterPage(LeadPage):
    """One cluster. ``key`` names it for imports and exports and never changes."""

    key = models.SlugField(
        _("key"), max_length=64, unique=True, null=True, blank=True, editable=False
    )
    short_name = models.CharField(_("short name"), max_length=64, blank=True)
    legal_name = models.CharField(_("legal name"), max_length=255, blank=True)
    body = TranslatedStreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    sectors = ParentalManyToManyField(Sector, verbose_name=_("sectors"), blank=True)
    states = ParentalManyToManyField(FederalState, verbose_name=_("federal states"), blank=True)
    founded = models.PositiveSmallIntegerField(_("founded (year)"), null=True, blank=True)
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
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )

    parent_page_types: ClassVar[list[str]] = ["clusters.ClusterIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    related_for_serving: ClassVar[tuple[str, ...]] = ("logo",)
    required_english_fields: ClassVar[tuple[str, ...]] = ("title", "lead", "body")
    exclude_fields_in_copy: ClassVar[list[str]] = [*LeadPage.exclude_fields_in_copy, "key"]

    content_panels: ClassVar[list[Any]] = [
        *LeadPage.content_panels,
        FieldRowPanel([SharedFieldPanel("short_name"), SharedFieldPanel("legal_name")]),
        translated("body"),
        MultiFieldPanel(
            [
                SharedFieldPanel("sectors"),
                SharedFieldPanel("states"),
                FieldRowPanel([SharedFieldPanel("founded"), SharedFieldPanel("website")]),
                SharedFieldPanel("logo"),
                FieldRowPanel(
                    [
                        SharedFieldPanel("city"),
                        SharedFieldPanel("latitude"),
                        SharedFieldPanel("longitude"),
                    ]
                ),
            ],
            heading=_("Facts"),
        ),
        SharedInlinePanel("other_names", heading=_("Other and former names"), label=_("name")),
        SharedInlinePanel("contacts", heading=_("Contact persons"), label=_("contact person")),
        SharedInlinePanel("figures", heading=_("Figures"), label=_("figure")),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *LeadPage.search_fields,
        index.SearchField("short_name"),
        index.SearchField("legal_name"),
        index.RelatedFields("other_names", [index.SearchField("name")]),
        *(SearchField(f"body_{code}") for code in CODES),
    ]

    class Meta:
        verbose_name = _("cluster")
        verbose_name_plural = _("clusters")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Give a new cluster its key."""
        if not self.key:
            self.key = self._free_key()
        return super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return the page with a revision's content; the key is the page's."""
        page: Self = super().with_content_json(content)
        page.key = self.key
        return page

    def _free_key(self) -> str:
        base = portal_slug(self.short_name or self.title, max_length=56) or "cluster"
        return first_free(base, lambda key: ClusterPage.objects.filter(key=key).exists())


class ClusterAlias(Orderable):
    """Another name of a cluster; with years where it was renamed."""

    page = ParentalKey(ClusterPage, related_name="other_names", on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=255)
    from_year = models.PositiveSmallIntegerField(_("from (year)"), null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(_("to (year)"), null=True, blank=True)

    panels: ClassVar[list[Any]] = [
        SharedFieldPanel("name"),
        FieldRowPanel([SharedFieldPanel("from_year"), SharedFieldPanel("to_year")]),
    ]

    def __str__(self) -> str:
        return self.name


class ClusterContact(TranslatedModel, Orderable):
    """A person who speaks for a cluster, now or in the period given."""

    page = ParentalKey(ClusterPage, related_name="contacts", on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=255)
    function = models.CharField(_("function"), max_length=255, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=64, blank=True)
    from_date = models.DateField(_("from"), null=True, blank=True)
    to_date = models.DateField(_("to"), null=True, blank=True)

    panels: ClassVar[list[Any]] = [
        SharedFieldPanel("name"),
        translated("function"),
        FieldRowPanel([SharedFieldPanel("email"), SharedFieldPanel("phone")]),
        FieldRowPanel([SharedFieldPanel("from_date"), SharedFieldPanel("to_date")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")

    def __str__(self) -> str:
        return self.name


class ClusterFigure(TranslatedModel, Orderable):
    """A figure about a cluster, with the year and the source it is from."""

    page = ParentalKey(ClusterPage, related_name="figures", on_delete=models.CASCADE)
    label = models.CharField(_("label"), max_length=255)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=32, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source"), max_length=255, blank=True)

    panels: ClassVar[list[Any]] = [
        translated("label"),
        FieldRowPanel(
            [SharedFieldPanel("value"), SharedFieldPanel("unit"), SharedFieldPanel("year")]
        ),
        SharedFieldPanel("source"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return f"{self.label} ({self.year})"
