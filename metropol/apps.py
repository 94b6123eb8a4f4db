"""The app and its name in the admin."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The app ``metropol``."""

    name = "metropol"
    verbose_name = _("Portal")
