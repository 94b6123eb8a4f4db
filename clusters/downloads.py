"""The directory of clusters as files: what its list shows, in its language, with its filters.

CSV as spreadsheets and ``load_clusters`` read it: commas, since RFC 4180 and the import have
them and German numbers are not in it, UTF-8 with the mark by which Excel knows it. GeoJSON as
RFC 7946 has it, without a place for clusters whose coordinates are not known.
"""

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from io import StringIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from clusters.csv_file import SEPARATOR, ClusterRow
from metropol.filters import Filters
from metropol.languages import ENGLISH, GERMAN, current_language, localized
from metropol.spreadsheets import harmless

if TYPE_CHECKING:
    from clusters.models import ClusterIndexPage, ClusterPage

#: What stands behind the address of the directory, by format and language.
NAMES: dict[str, dict[str, str]] = {
    "csv": {GERMAN: "cluster.csv", ENGLISH: "clusters.csv"},
    "geojson": {GERMAN: "cluster.geojson", ENGLISH: "clusters.geojson"},
}
#: Seconds for which a browser or a proxy may keep a file.
KEPT = 600


def names() -> list[str]:
    """Return the names of the files in the active language."""
    return [name[current_language()] for name in NAMES.values()]


def find_view(parts: list[str]) -> Callable[..., HttpResponse] | None:
    """Return the view for the rest of an address in the active language, if it is a file."""
    language = current_language()
    found = (kind for kind, name in NAMES.items() if parts == [name[language]])
    return {"csv": csv_view, "geojson": geojson_view}.get(next(found, ""))


def addresses(page: "ClusterIndexPage", request: HttpRequest, filters: Filters) -> dict[str, str]:
    """Return the addresses of the files that hold what the list shows, by format."""
    base, language = page.get_url(request), current_language()
    query = f"?{urlencode(filters.chosen)}" if filters else ""
    return {kind: f"{base}{name[language]}{query}" for kind, name in NAMES.items()}


def csv_view(request: HttpRequest, page: "ClusterIndexPage") -> HttpResponse:
    """Answer with the list as a table; Http404 for a filter that cannot be one."""
    text = StringIO()
    columns = [field.name for field in fields(ClusterRow)]
    writer = csv.DictWriter(text, [*columns, "last_checked", "page"])
    writer.writeheader()
    for cluster in _clusters(request, page):
        row = _row(cluster, request)
        writer.writerow(
            {name: harmless(cell) if isinstance(cell, str) else cell for name, cell in row.items()}
        )
    content = text.getvalue().encode("utf-8-sig")
    return _file(content, "text/csv; charset=utf-8", "csv")


def geojson_view(request: HttpRequest, page: "ClusterIndexPage") -> HttpResponse:
    """Answer with the list for maps; Http404 for a filter that cannot be one."""
    features = [_feature(cluster, request) for cluster in _clusters(request, page)]
    collection = {"type": "FeatureCollection", "features": features}
    content = json.dumps(collection, ensure_ascii=False).encode()
    return _file(content, "application/geo+json", "geojson")


def _clusters(request: HttpRequest, page: "ClusterIndexPage") -> Iterable["ClusterPage"]:
    from clusters.directory import filtered

    found = filtered(page, request).items.defer("body", "body_de", "body_en")
    return found.prefetch_related("sectors", "states", "other_names")


def _file(content: bytes, content_type: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    name = NAMES[kind][current_language()]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, public=True, max_age=KEPT)
    return response


def _row(cluster: "ClusterPage", request: HttpRequest) -> dict[str, Any]:
    """Return the cells by column; English only where it is online."""
    sectors = cluster.sectors.all()
    return {
        "key": cluster.key,
        "name_de": cluster.title,
        "name_en": cluster.title_en if cluster.english_live else "",
        "short_name": cluster.short_name,
        "legal_name": cluster.legal_name,
        "aliases": SEPARATOR.join(other.name for other in cluster.other_names.all()),
        "sector_de": SEPARATOR.join(sector.name_de or "" for sector in sectors),
        "sector_en": SEPARATOR.join(sector.name_en or "" for sector in sectors),
        "states": SEPARATOR.join(state.name_de or "" for state in cluster.states.all()),
        "founded": cluster.founded,
        "website": cluster.website,
        "city": cluster.city,
        "latitude": cluster.latitude,
        "longitude": cluster.longitude,
        "last_checked": cluster.checked_on,
        "page": cluster.get_full_url(request),
    }


def _feature(cluster: "ClusterPage", request: HttpRequest) -> dict[str, Any]:
    properties = {
        "key": cluster.key,
        "name": localized(cluster, "title").value,
        "short_name": cluster.short_name,
        "sectors": _names(cluster.sectors.all()),
        "states": _names(cluster.states.all()),
        "city": cluster.city,
        "founded": cluster.founded,
        "website": cluster.website,
        "last_checked": cluster.checked_on.isoformat() if cluster.checked_on else None,
        "page": cluster.get_full_url(request),
    }
    point = None
    if cluster.latitude is not None and cluster.longitude is not None:
        # Longitude first (RFC 7946, 3.1.1).
        coordinates = [float(cluster.longitude), float(cluster.latitude)]
        point = {"type": "Point", "coordinates": coordinates}
    return {"type": "Feature", "geometry": point, "properties": properties}


def _names(choices: Iterable[Any]) -> list[str]:
    """Return the names that there are in the active language: none is passed off as another."""
    found = (localized(choice, "name") for choice in choices)
    return [name.value for name in found if name.value and not name.is_fallback]
