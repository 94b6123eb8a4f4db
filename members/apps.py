"""The app and its name in the admin."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    """The app ``members``."""

    name = "members"
    verbose_name = _("Members")
