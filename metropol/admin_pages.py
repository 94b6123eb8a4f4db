"""What pages of the admin share that are not Wagtail's own."""

from typing import Any, ClassVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

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
        path = [(reverse(name), label), *self.get_trail()]
        last = self.get_page_title()
        items = [{"url": url, "label": label} for url, label in path]
        if str(items[-1]["label"]) != str(last):
            items.append({"url": "", "label": last})
        return [*super().get_breadcrumbs_items(), *items]


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
