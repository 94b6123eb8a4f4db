"""The portal's part in Wagtail's admin."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from metropol.page_views import PortalPageViewSet
from metropol.translations.panel import TranslationsPanel
from metropol.translations.report import TranslationsMenuItem, TranslationsReport, may_see


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """Put German and English of a field side by side."""
    return format_html('<link rel="stylesheet" href="{}">', static("metropol/admin.css"))


# After Wagtail's own, which it replaces.
@hooks.register("register_admin_viewset", order=100)
def page_viewset() -> PortalPageViewSet:
    """Use the portal's views for pages of all types."""
    return PortalPageViewSet()


@hooks.register("register_reports_menu_item")
def translations_menu_item() -> TranslationsMenuItem:
    """Put the report of translations into the menu."""
    return TranslationsMenuItem(
        _("Translations"),
        reverse("translations_report"),
        name="translations",
        icon_name="globe",
        order=600,
    )


@hooks.register("register_admin_urls")
def translations_urls() -> list[URLPattern]:
    """Add the report of translations."""
    view = TranslationsReport
    return [
        path("reports/translations/", view.as_view(), name="translations_report"),
        path(
            "reports/translations/results/",
            view.as_view(results_only=True),
            name="translations_report_results",
        ),
    ]


@hooks.register("construct_homepage_panels")
def translations_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put figures and the most urgent translations on the dashboard."""
    if may_see(request.user):
        panels.append(TranslationsPanel())
