"""The sections of the news in the admin."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from news.models import NewsSection


@register_snippet
class NewsSectionViewSet(SnippetViewSet):
    """Sections, listed in both languages."""

    model = NewsSection
    icon = "tag"
    menu_label = _("News sections")
    menu_order = 205
    add_to_admin_menu = True
    list_display: ClassVar[list[str]] = ["name_de", "name_en"]
