"""What all pages of the archive in the admin share."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from metropol.models import User

IMPORT_ARCHIVE = "news.import_archive"


class ArchivePageMixin(WagtailAdminTemplateMixin):
    """A page that needs the permission to import; its path starts at the list of runs."""

    header_icon = "folder-open-inverse"
    page_title: Any = gettext_lazy("Archive")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever may not import."""
        if not request.user.has_perm(IMPORT_ARCHIVE):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_trail(self) -> list[tuple[str, Any]]:
        """Return address and label of the pages between the list of runs and this one."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the path to this page."""
        path = [(reverse("archive:index"), _("Archive")), *self.get_trail()]
        last = self.get_page_title()
        items = [{"url": url, "label": label} for url, label in path]
        if items[-1]["label"] != last:
            items.append({"url": "", "label": last})
        return [*super().get_breadcrumbs_items(), *items]


def user_of(request: HttpRequest) -> User:
    """Return who is logged in: nobody else gets to these pages."""
    return cast(User, request.user)
