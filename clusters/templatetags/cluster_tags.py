"""Clusters for the templates of other apps."""

from django import template
from django.db.models import QuerySet

from clusters.models import ClusterIndexPage, ClusterPage
from metropol.languages import current_language
from metropol.models import HomePage

register = template.Library()


@register.simple_tag
def home_clusters(home: HomePage, number: int) -> QuerySet[ClusterPage]:
    """Return the clusters that staff picked for the home page, else the first ``number``."""
    clusters = ClusterPage.objects.in_language(current_language())
    picked = [pick.cluster_id for pick in home.picked_clusters.all()]
    if picked:
        return clusters.filter(pk__in=picked)
    return clusters.order_by("title")[:number]


@register.simple_tag
def cluster_index() -> ClusterIndexPage | None:
    """Return the page that lists all clusters."""
    return ClusterIndexPage.objects.live().first()
