"""Clusters for the templates of other apps."""

from typing import Any

from django import template

from clusters.map import ClusterMap, draw
from clusters.models import ClusterPage
from metropol.languages import current_language
from metropol.models import HomePage
from metropol.picks import picked_or_first

register = template.Library()


@register.simple_tag(takes_context=True)
def home_clusters(context: dict[str, Any], home: HomePage, number: int) -> list[ClusterPage]:
    """Return the clusters that staff picked, in their order, else the first ``number``."""
    clusters = ClusterPage.objects.listed(current_language())
    return picked_or_first(context["request"], home, "picked_clusters", clusters, number)


@register.simple_tag
def clusters_on_map() -> ClusterMap | None:
    """Return the map of all clusters, None where none has coordinates."""
    return draw(ClusterPage.objects.listed(current_language()))
