"""Choice lists of clusters in the admin."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from clusters.models import FederalState, Sector


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
