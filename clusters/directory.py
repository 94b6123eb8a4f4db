"""What the directory of clusters shows."""

from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from clusters.downloads import addresses
from clusters.facets import directory_facets
from clusters.map import draw
from clusters.models import ClusterPage
from metropol.filters import Filters
from metropol.languages import current_language
from metropol.paging import paginate

if TYPE_CHECKING:
    from clusters.models import ClusterIndexPage

#: Clusters on a page of the list.
PER_PAGE = 50


def filtered(page: "ClusterIndexPage", request: HttpRequest) -> Filters:
    """Return the clusters of the directory that the address asks for.

    Raises Http404 for a filter that cannot be one.
    """
    clusters = ClusterPage.objects.listed(current_language(), page)
    return Filters(request, clusters, directory_facets())


def directory_context(page: "ClusterIndexPage", request: HttpRequest) -> dict[str, Any]:
    """Return list, filters, map and downloads.

    The map needs all clusters of the filter, so the list is a part of what it has loaded. Their
    texts, which neither shows, are left out.
    """
    filters = filtered(page, request)
    found = list(filters.items.defer("body", "body_de", "body_en").select_related("logo"))
    clusters = paginate(request, found, PER_PAGE)
    prefetch_related_objects(list(clusters), "sectors", "states")
    return {
        "clusters": clusters,
        "filters": filters,
        "other_query": filters.other_query,
        "map": draw(found) if clusters.number == 1 else None,
        "downloads": addresses(page, request, filters),
    }
