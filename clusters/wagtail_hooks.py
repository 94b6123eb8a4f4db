"""Clusters in the admin: their choice lists, when they were checked, what lacks coordinates."""

from datetime import timedelta
from typing import Any, ClassVar

import django_filters
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from clusters.models import ClusterPage, FederalState, Sector

#: Facts that nobody has looked at for so long may be wrong by now.
STALE = timedelta(days=365)


class SectorViewSet(SnippetViewSet):
    """Sectors, listed in both languages."""

    model = Sector
    icon = "tag"
    list_display: ClassVar[list[str]] = ["name_de", "name_en"]


class FederalStateViewSet(SnippetViewSet):
    """Federal states, listed in both languages."""

    model = FederalState
    icon = "site"
    list_display: ClassVar[list[str]] = ["name_de", "name_en"]


@register_snippet
class ClusterListsGroup(SnippetViewSetGroup):
    """What editors choose from on a cluster page."""

    menu_label = _("Clusters")
    menu_icon = "list-ul"
    menu_order = 210
    items = (SectorViewSet, FederalStateViewSet)


class ClusterFilterSet(PageFilterSet):
    """Filters of the list of clusters."""

    facts = django_filters.ChoiceFilter(
        label=_("Facts"),
        method="filter_facts",
        choices=[("stale", _("not checked for a year"))],
        empty_label=_("All"),
    )

    class Meta:
        model = ClusterPage
        fields: ClassVar[list[str]] = []

    def filter_facts(self, clusters: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return the clusters that nobody has checked for a year, or ever."""
        day = timezone.localdate() - STALE
        return clusters.filter(Q(checked_on=None) | Q(checked_on__lt=day))


class ClusterListing(PageListingViewSet):
    """All clusters, with the day on which their facts were checked."""

    model = ClusterPage
    name = "clusters"
    icon = "list-ul"
    menu_label = _("Clusters: facts")
    menu_order = 211
    add_to_admin_menu = True
    list_display: ClassVar[list[Any]] = [
        "title",
        "city",
        "checked_on",
        "live",
        "latest_revision_created_at",
    ]
    filterset_class = ClusterFilterSet


@hooks.register("register_admin_viewset")
def cluster_listing() -> ClusterListing:
    """Add the list of clusters to the admin."""
    return ClusterListing()


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_unknown_city(request: HttpRequest, page: Any) -> None:
    """Tell who has saved a cluster that its town is not on the list, so it is not on the map.

    Not while a draft saves itself: it does so in the middle of a word.
    """
    cluster = page.specific if page.specific_class is ClusterPage else None
    if cluster is None or not cluster.city or not request.accepts("text/html"):
        return
    if cluster.latitude is None:
        messages.warning(
            request,
            gettext(
                "The coordinates of “%(city)s” are not known, so this cluster is not on the map. "
                "Enter latitude and longitude by hand."
            )
            % {"city": cluster.city},
        )
