"""The app and its name in the admin."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The app ``metropol``."""

    name = "metropol"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Register checks, users of pictures, mails, and what follows when a page changes."""
        from django.db.models.signals import post_delete, post_save, pre_delete
        from wagtail.models import ReferenceIndex
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from metropol import checks, page_cache, site_settings  # noqa: F401
        from metropol.content_checks import signals  # noqa: F401
        from metropol.images import ready
        from metropol.models import DraftPictures, PortalImage, SiteSettings, SocialLink
        from metropol.search import signals as search  # noqa: F401
        from metropol.workflow.notifiers import connect

        # A page is unpublished before it is deleted, too.
        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(page_cache.purge_page)
        page_published.connect(ready.prepare)
        for model in (SiteSettings, SocialLink):
            post_save.connect(site_settings.forget, sender=model)
            post_delete.connect(site_settings.forget, sender=model)
        post_save.connect(site_settings.forget_image, sender=PortalImage)
        pre_delete.connect(site_settings.forget_image, sender=PortalImage)
        connect()
        ReferenceIndex.register_model(DraftPictures)
