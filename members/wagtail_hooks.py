"""Members in the admin."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from members.models import Member, MemberCategory, TestimonialPage


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


class TestimonialListing(PageListingViewSet):
    """All testimonials, with where the consent of the person stands."""

    model = TestimonialPage
    name = "testimonials"
    icon = "openquote"
    menu_label = _("Testimonials")
    menu_order = 221
    add_to_admin_menu = True
    list_display: ClassVar[list[Any]] = [
        "title",
        "member",
        Column("consent_origin", label=_("Consent"), accessor="get_consent_origin_display"),
        "live",
        "latest_revision_created_at",
    ]
    list_filter: ClassVar[list[str]] = ["consent_origin", "live", "member"]


@hooks.register("register_admin_viewset")
def testimonial_listing() -> TestimonialListing:
    """Add the list of testimonials to the admin."""
    return TestimonialListing()
