"""What pages of the admin share that are not Wagtail's own."""

from collections.abc import Callable
from typing import Any, ClassVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from metropol.models import User


class PermittedPageMixin(WagtailAdminTemplateMixin):
    """A page that needs ``permission``; its path starts at ``root`` (address name and label)."""

    permission: ClassVar[str]
    root: ClassVar[tuple[str, Any]]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever has not the permission."""
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_trail(self) -> list[tuple[str, Any]]:
        """Return address and label of the pages between the root and this one."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the path to this page."""
        name, label = self.root
        trail = [(reverse(name), label), *self.get_trail()]
        last = self.get_page_title()
        items = [{"url": url, "label": label} for url, label in trail]
        if str(items[-1]["label"]) != str(last):
            items.append({"url": "", "label": last})
        return [*super().get_breadcrumbs_items(), *items]


class ReportMenuItem(MenuItem):
    """An entry of the menu of reports for those whom ``may_see`` answers with True."""

    def __init__(self, *args: Any, may_see: Callable[[Any], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_see = may_see

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user may see the report."""
        return self.may_see(request.user)


def register_report(
    view: type[ReportView], slug: str, *, order: int, may_see: Callable[[Any], bool]
) -> None:
    """Put a report into the menu, and at ``reports/SLUG/``; ``may_see`` is asked of each user.

    Its own title, icon and address names are used.
    """

    @hooks.register("register_reports_menu_item")
    def menu_item() -> ReportMenuItem:
        return ReportMenuItem(
            view.page_title,
            reverse(view.index_url_name),
            name=slug,
            icon_name=view.header_icon,
            order=order,
            may_see=may_see,
        )

    @hooks.register("register_admin_urls")
    def addresses() -> list[URLPattern]:
        results = view.as_view(results_only=True)
        return [
            path(f"reports/{slug}/", view.as_view(), name=view.index_url_name),
            path(f"reports/{slug}/results/", results, name=view.index_results_url_name),
        ]


class PermittedMenuItem(MenuItem):
    """An entry of the menu for those who have ``permission``."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user has the permission."""
        return bool(request.user.has_perm(self.permission))


def user_of(request: HttpRequest) -> User:
    """Return who is logged in: nobody else gets to these pages."""
    return cast(User, request.user)
