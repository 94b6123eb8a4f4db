"""A page below whose address there are answers that are no pages: feeds, downloads, forms."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch
from wagtail.url_routing import RouteResult

from metropol.models.pages import LeadPage

View = Callable[[HttpRequest, Any], HttpResponseBase]


class AnsweringPage(LeadPage):
    """A list that also answers below its address; types say where and what."""

    class Meta:
        abstract = True

    def names_below(self) -> list[str]:
        """Return what follows the address of the page, in the active language."""
        raise NotImplementedError

    def view_below(self, parts: list[str]) -> View | None:
        """Return what answers at the rest of an address in the active language, if it is one.

        It is called with the request and this page.
        """
        raise NotImplementedError

    def get_route_paths(self) -> list[str]:
        """Return what follows the page when it is renamed (see Wagtail)."""
        return ["/", *(f"/{name}" for name in self.names_below())]

    def get_cached_paths(self) -> list[str]:
        """Return what a cache forgets when the page changes (see Wagtail)."""
        return self.get_route_paths()

    def resolve_subpage(self, path: str) -> ResolverMatch:
        """Return what answers at ``path``, as a redirect asks for it. Raises Resolver404."""
        if view := self.view_below(path.strip("/").split("/")):
            return ResolverMatch(view, (), {})
        raise Resolver404

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find what answers below the page, else the page itself."""
        view = self.view_below(path_components) if self.live else None
        if view:
            return RouteResult(self, kwargs={"view": view})
        return super().route(request, path_components)

    def serve(
        self, request: HttpRequest, *args: Any, view: View | None = None, **kwargs: Any
    ) -> HttpResponseBase:
        """Answer with the page, or with what is below it."""
        if view:
            return view(request, self)
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        return response
