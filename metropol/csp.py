"""Content security policies beside the site's own, which stands in the settings."""

from django.conf import settings
from django.utils.csp import CSP

#: The admin shows the preview of a page in a frame.
PREVIEW_CSP: dict[str, list[str | CSP]] = {
    **settings.SECURE_CSP,
    "frame-ancestors": [CSP.SELF],
}
#: A draft that people outside see: as any page, but no form leads anywhere.
SHARED_CSP: dict[str, list[str | CSP]] = {**settings.SECURE_CSP, "form-action": [CSP.NONE]}
#: Wagtail's admin sets inline styles and configuration scripts, and previews in blobs.
ADMIN_CSP: dict[str, list[str | CSP]] = {
    **settings.SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "blob:", "data:"],
    "font-src": [CSP.SELF, "data:"],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "worker-src": [CSP.SELF, "blob:"],
}
