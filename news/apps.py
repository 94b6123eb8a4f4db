"""The app and its name in the admin."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    """The app ``news``."""

    name = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        """Let publications close what waited for review, and erasures reach the archive."""
        from wagtail.signals import page_published

        from members.signals import testimonial_erased
        from news.models import NewsPage

        page_published.connect(_complete, sender=NewsPage, dispatch_uid="archive_complete")
        testimonial_erased.connect(_forget, dispatch_uid="archive_forget")


def _complete(instance: Any, **kwargs: Any) -> None:
    from news.archive.queue import complete

    complete(instance)


def _forget(page: Any, **kwargs: Any) -> None:
    from news.archive.erasure import forget

    forget(page)
