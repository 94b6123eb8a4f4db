"""The settings of a site as every page shows them, without a query for each visit."""

from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from wagtail.models import Site

from metropol.models import PortalImage, SiteSettings, SocialLink

#: Seconds after which another process knows of a change where processes share no cache.
SECONDS = 60


class ShownSettings(NamedTuple):
    """The settings of a site, and its social media links in their order."""

    settings: SiteSettings
    links: list[SocialLink]


def shown_settings(request: HttpRequest) -> ShownSettings:
    """Return the settings of the request's site; empty ones where there are none."""
    site = Site.find_for_request(request)
    if site is None:
        return ShownSettings(SiteSettings(), [])
    name = _name(site.pk)
    found: ShownSettings | None = cache.get(name)
    if found is None:
        found = _load(site)
        cache.set(name, found, SECONDS)
    return found


def forget(sender: Any, instance: SiteSettings | SocialLink, **kwargs: Any) -> None:
    """Forget the settings that were changed once the transaction is over (signal)."""
    settings = instance.settings if isinstance(instance, SocialLink) else instance
    name = _name(settings.site_id)
    cache.delete(name)
    transaction.on_commit(lambda: cache.delete(name), robust=True)


def forget_image(sender: Any, instance: PortalImage, **kwargs: Any) -> None:
    """Forget settings whose image changes or goes (signal)."""
    for settings in SiteSettings.objects.filter(share_image=instance.pk):
        forget(SiteSettings, settings)


def _load(site: Site) -> ShownSettings:
    settings = SiteSettings.objects.filter(site=site).select_related("share_image").first()
    if settings is None:
        return ShownSettings(SiteSettings(), [])
    return ShownSettings(settings, list(settings.social_links.all()))


def _name(site: int) -> str:
    return f"site-settings:{site}"
