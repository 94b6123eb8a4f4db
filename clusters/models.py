"""Clusters: networks of companies and research of one field."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from clusters.forms import CityInput, ClusterPageForm
from metropol.blocks import BodyBlock
from metropol.fields import TranslatedStreamField
from metropol.languages import CODES, ENGLISH, first_free, localized, portal_slug
from metropol.models import AnsweringPage, BasePage, Figure, LeadPage, TranslatedModel
from metropol.models.base import BasePageQuerySet
from metropol.panels import SharedFieldPanel, SharedInlinePanel, translated
from metropol.routing import is_restricted
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


class ClusterIndexPage(AnsweringPage):
    """The directory of all clusters."""

    parent_page_types: ClassVar[list[str]] = ["metropol.HomePage"]
    subpage_types: ClassVar[list[str]] = ["clusters.ClusterPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("cluster directory")
        verbose_name_plural = _("cluster directories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the clusters with their filters, map and downloads."""
        from clusters.directory import directory_context

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | directory_context(self, request)

    def names_below(self) -> list[str]:
        """Return the names of the downloads."""
        from clusters.downloads import names

        return names()

    def view_below(self, parts: list[str]) -> Any:
        """Return the download of this name (clusters.downloads)."""
        from clusters.downloads import find_view

        return find_view(parts)


class ClusterQuerySet(BasePageQuerySet):
    """Queries for clusters."""

    def listed(self, code: str, within: BasePage | None = None) -> Self:
        """Return what a list in the language ``code`` shows, by name in that language.

        ``within`` is the directory whose list it is; restricted pages are in none.
        """
        found = self.child_of(within) if within else self
        name = Lower("title_en" if code == ENGLISH else "title")
        return found.in_language(code).filter(~is_restricted(within)).order_by(name, "pk")


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
    city = models.CharField(
        _("city"),
        max_length=128,
        blank=True,
        help_text=_("A town of the list brings its coordinates along when you save."),
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    checked_on = models.DateField(
        _("last checked"),
        null=True,
        blank=True,
        help_text=_("When somebody made sure that all of this is right. Visitors see the day."),
    )

    objects = PageManager.from_queryset(ClusterQuerySet)()  # type: ignore[misc]

    parent_page_types: ClassVar[list[str]] = ["clusters.ClusterIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    related_for_serving: ClassVar[tuple[str, ...]] = ("logo",)
    required_english_fields: ClassVar[tuple[str, ...]] = ("title", "lead", "body")
    exclude_fields_in_copy: ClassVar[list[str]] = [
        *LeadPage.exclude_fields_in_copy,
        "key",
        "checked_on",
    ]
    base_form_class = ClusterPageForm

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
                        SharedFieldPanel("city", widget=CityInput),
                        SharedFieldPanel("latitude"),
                        SharedFieldPanel("longitude"),
                    ]
                ),
                FieldRowPanel([SharedFieldPanel("checked_today"), SharedFieldPanel("checked_on")]),
            ],
            heading=_("Facts"),
        ),
        SharedInlinePanel("other_names", heading=_("Other and former names"), label=_("name")),
        SharedInlinePanel("contacts", heading=_("Contact persons"), label=_("contact person")),
        SharedInlinePanel("figures", heading=_("Figures"), label=_("figure")),
    ]
    search_kind = "cluster"
    search_fields: ClassVar[list[index.BaseField]] = [
        *LeadPage.search_fields,
        index.SearchField("short_name", boost=2),
        index.SearchField("legal_name", boost=2),
        index.RelatedFields("other_names", [index.SearchField("name", boost=2)]),
        index.SearchField("city"),
        index.RelatedFields("sectors", [SearchField(f"name_{code}") for code in CODES]),
        index.RelatedFields("states", [SearchField(f"name_{code}") for code in CODES]),
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

    def structured_data(self, language: str, publisher: dict[str, Any]) -> dict[str, Any]:
        """Return the cluster as an organisation of schema.org."""
        address = {"@type": "PostalAddress", "addressLocality": self.city}
        return {
            "@type": "Organization",
            "name": localized(self, "title", language).value,
            "alternateName": self.short_name,
            "legalName": self.legal_name,
            "description": localized(self, "lead", language).value,
            "url": self.website,
            "foundingDate": str(self.founded or ""),
            "address": address if self.city else None,
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the contact persons of today and the names, former ones apart."""
        from clusters.related import load_facts

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        load_facts(self)
        names = self.other_names.all()
        return context | {
            "contacts": [contact for contact in self.contacts.all() if contact.is_current],
            "former_names": [name for name in names if name.to_year],
            "other_names": [name for name in names if not name.to_year],
        }

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

    @property
    def is_current(self) -> bool:
        """Tell whether the period, if one is given, has begun and not ended."""
        today = timezone.localdate()
        return (self.from_date or today) <= today <= (self.to_date or today)


class ClusterFigure(Figure):
    """A figure about a cluster."""

    page = ParentalKey(ClusterPage, related_name="figures", on_delete=models.CASCADE)
