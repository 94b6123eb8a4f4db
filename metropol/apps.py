"""The app and its name in the admin."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The app ``metropol``."""

    name = "metropol"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Register the checks of the page types, and drafts as users of pictures."""
        from wagtail.models import ReferenceIndex

        from metropol import checks  # noqa: F401
        from metropol.models import DraftPictures

        ReferenceIndex.register_model(DraftPictures)
