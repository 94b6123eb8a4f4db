"""All addresses of the portal."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as document_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from members.submissions.routes import link as testimonial_link
from metropol import views
from metropol.csp import ADMIN_CSP
from metropol.sharing.views import SharedPreviewView
from metropol.taken import PortalMoveConfirmView

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.choose_language, name="choose_language"),
    path(
        "admin/",
        include(
            decorate_urlpatterns(
                [
                    path(
                        "pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/",
                        require_admin_access(PortalMoveConfirmView.as_view()),
                    ),
                    *admin_urls.urlpatterns,
                ],
                csp_override(ADMIN_CSP),
            )
        ),
    ),
    path("documents/", include(document_urls)),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path(_("preview/<str:token>/"), SharedPreviewView.as_view(), name="shared_preview"),
        path("testimonial/<slug:word>/", testimonial_link, name="testimonial_link"),
        path("", include(wagtail_urls)),
    ),
]
