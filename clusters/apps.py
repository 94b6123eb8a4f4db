"""The app and its name in the admin."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClustersConfig(AppConfig):
    """The app ``clusters``."""

    name = "clusters"
    verbose_name = _("Clusters")
