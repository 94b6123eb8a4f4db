"""News pages and the list they stand in."""

import datetime
from functools import partial
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.queryset import FakeQuerySet
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from clusters.models import ClusterPage
from metropol.blocks import BodyBlock
from metropol.fields import TranslatedStreamField
from metropol.languages import CODES, current_language, localized
from metropol.models import (
    AnsweringPage,
    BasePage,
    PicturedPage,
    TranslatedModel,
    TranslatedPage,
)
from metropol.models.base import BasePageQuerySet
from metropol.panels import SharedFieldPanel, SharedInlinePanel, translated
from metropol.routing import is_restricted
from metropol.search import SearchField
from metropol.snippets import NamedSnippet

#: Years before are typing errors, and the first of all has no midnight in UTC.
FIRST_YEAR = 1000


class NewsSection(NamedSnippet):
    """A section of the news, such as "Innovation"."""

    class Meta(NamedSnippet.Meta):
        verbose_name = _("news section")
        verbose_name_plural = _("news sections")


class NewsQuerySet(BasePageQuerySet):
    """Queries for news."""

    def newest_first(self) -> Self:
        """Order by date; items without one come last, newest first by key on any database."""
        return self.order_by(F("date").desc(nulls_last=True), "-pk")

    def pinned_first(self) -> Self:
        """Put those first that are pinned today, the others in their order."""
        is_pinned = Case(When(pinned_until__gte=timezone.localdate(), then=0), default=1)
        return self.order_by(is_pinned, *self.query.order_by)

    def listed(self, code: str, within: BasePage | None = None) -> Self:
        """Return what a list in the language ``code`` shows, with what it shows of each.

        ``within`` is the page whose list it is. Items that are not for everybody are in no list
        and no feed.
        """
        found = self.child_of(within) if within else self
        shown = found.in_language(code).filter(~is_restricted(within))
        return shown.newest_first().pinned_first().select_related("section", "image")


class NewsIndexPage(AnsweringPage):
    """The paged list of all news; below it the feeds (news.feeds)."""

    parent_page_types: ClassVar[list[str]] = ["metropol.HomePage"]
    subpage_types: ClassVar[list[str]] = ["news.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the address asks for (news.listing)."""
        from news.listing import listing

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | listing(request, self)

    def names_below(self) -> list[str]:
        """Return the names of the feeds."""
        from news.feeds.addresses import all_names

        return list(map(str, all_names(current_language())))

    def get_cached_paths(self) -> list[str]:
        """Return what a cache forgets with each item: the feeds of all news (see Wagtail).

        Those of sections and clusters are many, and are kept for minutes only.
        """
        from news.feeds.addresses import FORMATS, FeedName

        return ["/", *(f"/{FeedName('', '', ending)}" for ending in FORMATS)]

    def view_below(self, parts: list[str]) -> Any:
        """Return the feed of this name; it has a dot, and so is never that of a page."""
        from news.feeds.addresses import FeedName
        from news.feeds.views import feed_response

        name = FeedName.parse("/".join(parts))
        return partial(feed_response, name=name) if name else None


class NewsPage(TranslatedPage, PicturedPage):
    """A news item. ``date`` is the item's own; some of the archive have none."""

    date = models.DateField(
        _("date"), null=True, blank=True, db_index=True, help_text=_("Items without one come last.")
    )
    section = models.ForeignKey(
        NewsSection,
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="news",
    )
    kicker = models.CharField(_("kicker"), max_length=255, blank=True)
    lead = models.TextField(_("lead"))
    body = TranslatedStreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    clusters = ParentalManyToManyField(
        "clusters.ClusterPage", verbose_name=_("related clusters"), blank=True, related_name="news"
    )
    press_contact = models.TextField(_("press contact"), blank=True)
    pinned_until = models.DateField(
        _("pinned until"), null=True, blank=True, help_text=_("Stands first until this day.")
    )
    source = models.CharField(
        _("source"),
        max_length=255,
        blank=True,
        help_text=_("Shown below the text, where it is not the region's own."),
    )

    objects = PageManager.from_queryset(NewsQuerySet)()  # type: ignore[misc]

    parent_page_types: ClassVar[list[str]] = ["news.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    required_english_fields: ClassVar[tuple[str, ...]] = ("title", "lead", "body")
    related_for_serving: ClassVar[tuple[str, ...]] = ("section", "image")

    content_panels: ClassVar[list[Any]] = [
        *TranslatedPage.content_panels,
        FieldRowPanel([SharedFieldPanel("date"), SharedFieldPanel("section")]),
        translated("kicker"),
        translated("lead"),
        translated("body"),
        PicturedPage.image_panel,
        SharedFieldPanel("clusters"),
        SharedInlinePanel("links", heading=_("Further links"), label=_("link")),
        MultiFieldPanel(
            [SharedFieldPanel("press_contact"), SharedFieldPanel("source")],
            heading=_("Contact and source"),
        ),
        SharedFieldPanel("pinned_until"),
    ]
    search_kind = "news"
    search_date_field = "date"
    search_fields: ClassVar[list[index.BaseField]] = [
        *TranslatedPage.search_fields,
        index.FilterField("date"),
        index.FilterField("section"),
        *(SearchField(f"{field}_{code}") for field in ("kicker", "lead", "body") for code in CODES),
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    def german_written_at(self) -> datetime.datetime:
        """Return the item's own day if it is over: an archive does not wait for translation."""
        now = super().german_written_at()
        if self.date is None or self.date.year < FIRST_YEAR:
            return now
        zone = timezone.get_default_timezone()
        return min(now, datetime.datetime.combine(self.date, datetime.time.min, tzinfo=zone))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add related items."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"related": self.related_news()}

    def related_page_keys(self) -> "models.QuerySet[Any]":
        """Return the keys of the clusters: those of the draft where it is one."""
        if isinstance(drafted := self.clusters.all(), FakeQuerySet):
            keys = [cluster.pk for cluster in drafted]
            return ClusterPage.objects.filter(pk__in=keys).values("pk")
        through = type(self).clusters.through.objects
        return through.filter(newspage=self.pk).values("clusterpage")

    def related_news(self, number: int = 3) -> NewsQuerySet:
        """Return the newest other items about the same clusters, then those of the section."""
        about = type(self).clusters.through.objects.filter(newspage=OuterRef("pk"))
        shares = Exists(about.filter(clusterpage__in=self.related_page_keys()))
        news = NewsPage.objects.listed(current_language()).newest_first().exclude(pk=self.pk)
        news = news.annotate(shares_cluster=shares)
        same = Q(shares_cluster=True)
        if self.section_id:
            same |= Q(section=self.section_id)
        found: NewsQuerySet = news.filter(same).order_by("-shares_cluster", *news.query.order_by)
        return found[:number]

    @property
    def is_pinned(self) -> bool:
        """Tell whether the item is pinned today."""
        return self.pinned_until is not None and self.pinned_until >= timezone.localdate()

    def structured_data(self, language: str, publisher: dict[str, Any]) -> dict[str, Any]:
        """Return the item as schema.org knows news; of one without a date none is said."""
        section = localized(self.section, "name", language) if self.section else None
        return {
            "@type": "NewsArticle",
            "headline": localized(self, "title", language).value,
            "description": localized(self, "lead", language).value,
            "datePublished": self.date and self.date.isoformat(),
            "articleSection": section.value if section and not section.is_fallback else "",
            "inLanguage": language,
            "author": {"@id": publisher["@id"]},
            "publisher": publisher,
        }

    @cached_property
    def further_links(self) -> "list[NewsLink]":
        """Return the further links in their order."""
        return list(self.links.all())

    def linked_page_keys(self) -> set[int]:
        """Return the keys of the pages that texts and further links lead to."""
        targets = {link.target_id for link in self.further_links if link.target_id}
        return super().linked_page_keys() | targets


class NewsLink(TranslatedModel, Orderable):
    """A further link: a label with a page, an address, or neither.

    Links of the archive are names without an address; one that matches no cluster stays as
    it is.
    """

    page = ParentalKey(NewsPage, related_name="links", on_delete=models.CASCADE)
    label = models.CharField(_("label"), max_length=500)
    target = models.ForeignKey(
        "metropol.BasePage",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    url = models.URLField(_("address"), max_length=500, blank=True)

    panels: ClassVar[list[Any]] = [
        translated("label"),
        FieldRowPanel([SharedFieldPanel("target"), SharedFieldPanel("url")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.label or ""

    def clean(self) -> None:
        """Refuse a link with two targets."""
        super().clean()
        if self.target_id and self.url:
            raise ValidationError({"url": _("Choose a page or give an address, not both.")})
