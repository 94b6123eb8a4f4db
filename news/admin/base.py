"""What all pages of the archive in the admin share."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from metropol.admin_pages import PermittedPageMixin

IMPORT_ARCHIVE = "news.import_archive"


class ArchivePageMixin(PermittedPageMixin):
    """A page that needs the permission to import; its path starts at the list of runs."""

    permission = IMPORT_ARCHIVE
    root = ("archive:index", _("Archive"))
    header_icon = "folder-open-inverse"
    page_title: Any = _("Archive")
