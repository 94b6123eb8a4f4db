"""What surrounds a page: menus, breadcrumb and header image, all from one query."""

from typing import Any, NamedTuple

from django.db.models import Case, F, Q, Subquery, When
from django.http import HttpRequest
from wagtail.models import Site

from metropol.languages import ENGLISH, current_language
from metropol.models import BasePage, PortalImage, SiteSettings
from metropol.routing import is_restricted_beside

#: The settings that name a page.
APPOINTED = ("privacy_page", "easy_language_page", "sign_language_page")


class Frame(NamedTuple):
    """The surroundings of a page, in the order in which they are shown.

    ``lineage`` goes from the home page down to the page itself; ``linked`` are the pages that
    the page's texts and lists link to, by key; ``appointed`` those that the site settings name,
    by the name of the setting, where visitors may read them; ``related`` those that it names.
    """

    home: BasePage | None
    lineage: list[BasePage]
    menu: list[BasePage]
    footer: list[BasePage]
    linked: dict[int, BasePage]
    appointed: dict[str, BasePage]
    related: list[BasePage]

    @property
    def header_image(self) -> PortalImage | None:
        """Return the header image of the page, or the nearest above it that has one."""
        return next((page.header_image for page in self.lineage[::-1] if page.header_image), None)


def frame(request: HttpRequest, page: BasePage | None = None) -> Frame:
    """Return the frame of ``page``, or of the site where there is none (an error page).

    Menus hold what visitors may read in the active language.
    """
    cached: dict[Any, Frame] = request.__dict__.setdefault("_metropol_frames", {})
    key = (page.path if page else None, current_language())
    if key not in cached:
        cached[key] = _load_frame(request, page)
    return cached[key]


def lineage_paths(page: BasePage) -> list[str]:
    """Return the tree paths of the page and of all above it but the root."""
    step = page.steplen
    return [page.path[:end] for end in range(2 * step, len(page.path) + 1, step)]


def _load_frame(request: HttpRequest, page: BasePage | None) -> Frame:
    root = _home_path(request, page)
    if root is None:
        return Frame(None, [], [], [], {}, {}, [])
    paths = lineage_paths(page) if page else [root]
    linked = page.linked_page_keys() if page else set()
    related = page.related_page_keys() if page else None
    is_related = Q(pk__in=[] if related is None else related)
    listed = Q(live=True) & (Q(show_in_menus=True) | Q(show_in_footer=True))
    around = Q(path__in=paths) | Q(pk__in=linked) | (Q(path__startswith=root) & listed)
    settings = SiteSettings.objects.filter(site__root_page__path=root)
    named = {name: Subquery(settings.values(name)[:1]) for name in APPOINTED}
    for name in APPOINTED:
        around |= Q(pk=F(name))
    pages = list(
        BasePage.objects.annotate(
            restricted=is_restricted_beside(paths),
            is_related=Case(When(is_related, then=True), default=False),
            **named,
        )
        .filter(around | is_related)
        .select_related("header_image")
        .order_by("path")
    )
    shown = [page for page in pages if page.live and not page.restricted]
    appointed = {
        name: each for name in APPOINTED for each in shown if getattr(each, name) == each.pk
    }
    if current_language() == ENGLISH:
        shown = [page for page in shown if page.english_live]
    lineage = [each for each in pages if each.path in paths]
    if page and getattr(request, "is_preview", False):
        # A draft has its own title, and perhaps another header image.
        lineage = [page if each.pk == page.pk else each for each in lineage]
    return Frame(
        home=next((page for page in pages if page.path == root), None),
        lineage=lineage,
        menu=[page for page in shown if page.show_in_menus],
        footer=[page for page in shown if page.show_in_footer],
        linked={page.pk: page for page in pages if page.pk in linked and page.live},
        appointed=appointed,
        related=[page for page in pages if page.is_related and page.live and not page.restricted],
    )


def _home_path(request: HttpRequest, page: BasePage | None) -> str | None:
    if page and page.depth and page.depth > 1:
        return page.path[: 2 * page.steplen]
    site = Site.find_for_request(request)
    return site.root_page.path if site else None
