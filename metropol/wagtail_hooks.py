"""The portal's part in Wagtail's admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

import metropol.contact.admin
import metropol.content_checks.hooks
import metropol.duties.hooks
import metropol.images.hooks
import metropol.search.hooks
import metropol.sharing.hooks
import metropol.translations.hooks
import metropol.workflow.hooks  # noqa: F401
from metropol.page_views import PortalPageViewSet


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """Put German and English of a field side by side."""
    return format_html('<link rel="stylesheet" href="{}">', static("metropol/admin.css"))


# After Wagtail's own, which it replaces.
@hooks.register("register_admin_viewset", order=100)
def page_viewset() -> PortalPageViewSet:
    """Use the portal's views for pages of all types."""
    return PortalPageViewSet()
