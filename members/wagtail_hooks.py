"""Members in the admin."""

from typing import Any, ClassVar

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from members.admin import urls
from members.admin.queue import counts
from members.models import ConsentText, Letter, Member, MemberCategory, TestimonialPage
from members.permissions import MODERATE
from metropol.admin_pages import PermittedMenuItem


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


class ConsentTextViewSet(SnippetViewSet):
    """The consents that a submission asks for; there are as many as the form knows."""

    model = ConsentText
    icon = "clipboard-list"
    list_display: ClassVar[list[str]] = ["__str__", "text_de", "text_en"]


@register_snippet
class MembersGroup(SnippetViewSetGroup):
    """Members, their categories, and what they agree to."""

    menu_label = _("Members")
    menu_icon = "group"
    menu_order = 220
    items = (MemberViewSet, MemberCategoryViewSet, ConsentTextViewSet)


class ConsentColumn(Column):
    """Where the consent stands, with the way to ask for it."""

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Link a testimonial of the archive to the page where its person is asked."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        origin = TestimonialPage.ConsentOrigin.ARCHIVE
        if instance.consent_origin == origin and parent_context["request"].user.has_perm(MODERATE):
            address = reverse("submissions:archive", args=[instance.pk])
            context["value"] = format_html(
                '{}: <a href="{}">{}</a>', context["value"], address, _("ask or take down")
            )
        return context


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
        ConsentColumn("consent_origin", label=_("Consent"), accessor="get_consent_origin_display"),
        "live",
        "latest_revision_created_at",
    ]
    list_filter: ClassVar[list[str]] = ["consent_origin", "live", "member"]


@hooks.register("before_copy_page")
def refuse_copy(request: HttpRequest, page: Any) -> None:
    """Refuse to copy a submitted testimonial; Wagtail's view asks the page without its type."""
    if not page.specific.permissions_for_user(request.user).can_copy():
        raise PermissionDenied


@hooks.register("register_admin_viewset")
def testimonial_listing() -> TestimonialListing:
    """Add the list of testimonials to the admin."""
    return TestimonialListing()


class SubmissionsPanel(Component):
    """How many submissions there are in which state, for those who moderate."""

    name = "submissions"
    template_name = "members/admin/panel.html"
    order = 120

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return the counts."""
        return {"counts": counts(), "failed_mails": Letter.failed().count()}


@hooks.register("construct_homepage_panels")
def submissions_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put the counts on the dashboard."""
    if request.user.has_perm(MODERATE):
        panels.append(SubmissionsPanel())


@hooks.register("register_admin_menu_item")
def submissions_menu_item() -> PermittedMenuItem:
    """Put the queue into the menu."""
    return PermittedMenuItem(
        _("Submissions"),
        reverse("submissions:index"),
        icon_name="mail",
        order=222,
        permission=MODERATE,
    )


@hooks.register("register_admin_urls")
def submission_urls() -> list[URLResolver]:
    """Add the pages of moderation."""
    return [path("submissions/", include(urls, namespace="submissions"))]


@hooks.register("register_permissions")
def moderation_permission() -> Any:
    """Let administrators give the permission to moderate to groups."""
    return Permission.objects.filter(
        content_type__app_label="members", codename="moderate_testimonials"
    )
