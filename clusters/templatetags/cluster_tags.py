"""Clusters for the templates of other apps."""

from django import template

from clusters.models import ClusterIndexPage, ClusterPage
from metropol.languages import ENGLISH, current_language
from metropol.models import HomePage

register = template.Library()


@register.simple_tag
def home_clusters(home: HomePage, number: int) -> list[ClusterPage]:
    """Return the clusters that staff picked, in their order, else the first ``number``."""
    code = current_language()
    clusters = ClusterPage.objects.in_language(code)
    picked = [pick.cluster_id for pick in home.picked_clusters.all()]
    if picked:
        found = clusters.in_bulk(picked)
        return [found[key] for key in picked if key in found]
    return list(clusters.order_by("title_en" if code == ENGLISH else "title")[:number])


@register.simple_tag
def cluster_index() -> ClusterIndexPage | None:
    """Return the page that lists all clusters."""
    return ClusterIndexPage.objects.live().first()
