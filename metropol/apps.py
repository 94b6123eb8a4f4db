"""The app and its name in the admin."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The app ``metropol``."""

    name = "metropol"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Register the checks of the page types and of their contents."""
        from metropol import checks  # noqa: F401
        from metropol.content_checks import signals  # noqa: F401
