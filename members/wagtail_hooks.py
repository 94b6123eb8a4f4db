"""Members in the admin."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from members.models import Member, MemberCategory


class MemberViewSet(SnippetViewSet):
    """Member organisations."""

    model = Member
    icon = "group"
    list_display: ClassVar[list[str]] = ["name", "kind", "category", "city"]
    list_filter: ClassVar[list[str]] = ["kind", "category"]


class MemberCategoryViewSet(SnippetViewSet):
    """Categories of members, listed in both languages."""

    model = MemberCategory
    icon = "tag"
    list_display: ClassVar[list[str]] = ["name_de", "name_en"]


@register_snippet
class MembersGroup(SnippetViewSetGroup):
    """Members and their categories."""

    menu_label = _("Members")
    menu_icon = "group"
    menu_order = 220
    items = (MemberViewSet, MemberCategoryViewSet)
