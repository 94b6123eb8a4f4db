"""The portal's part in Wagtail's admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from metropol.images import hooks as image_hooks  # noqa: F401 - registers them


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """Put German and English of a field side by side."""
    return format_html('<link rel="stylesheet" href="{}">', static("metropol/admin.css"))
