"""News in the admin: sections and the archive."""

from typing import Any, ClassVar

from django.contrib.auth.models import Permission
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from metropol.admin_pages import PermittedMenuItem
from metropol.machine.panel import FEEDS_HOOK
from news.admin import urls
from news.admin.base import IMPORT_ARCHIVE
from news.feeds.addresses import Feed
from news.models import NewsIndexPage, NewsSection


@register_snippet
class NewsSectionViewSet(SnippetViewSet):
    """Sections, listed in both languages."""

    model = NewsSection
    icon = "tag"
    menu_label = _("News sections")
    menu_order = 205
    add_to_admin_menu = True
    list_display: ClassVar[list[str]] = ["name_de", "name_en"]


@hooks.register("register_admin_menu_item")
def archive_menu_item() -> PermittedMenuItem:
    """Put the archive into the menu."""
    return PermittedMenuItem(
        _("Archive"),
        reverse("archive:index"),
        icon_name="folder-open-inverse",
        order=230,
        permission=IMPORT_ARCHIVE,
    )


@hooks.register("register_admin_urls")
def archive_urls() -> list[URLResolver]:
    """Add the pages of the archive."""
    return [path("archive/", include(urls, namespace="archive"))]


@hooks.register("register_permissions")
def archive_permission() -> Any:
    """Let administrators give the permission to import to groups."""
    return Permission.objects.filter(content_type__app_label="news", codename="import_archive")


@hooks.register(FEEDS_HOOK)
def feeds_of_news() -> list[tuple[str, str]]:
    """Return the feeds of all news in the active language, for the panel of the settings."""
    index = NewsIndexPage.objects.live().first()
    return [(link.title, link.url) for link in Feed(index).links] if index else []
