"""The app and its name in the admin."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    """The app ``news``."""

    name = "news"
    verbose_name = _("News")
