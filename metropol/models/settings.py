"""What staff set for the whole site."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from metropol.forms import TranslatedForm
from metropol.models.tracked import TrackedTranslations
from metropol.models.translated import TranslatedModel
from metropol.panels import SharedFieldPanel, SharedInlinePanel, translated


@register_setting(icon="site")
class SiteSettings(TrackedTranslations, TranslatedModel, ClusterableModel, BaseSiteSetting):
    """The organisation behind the portal, as footer, imprint and machines name it."""

    organisation = models.CharField(_("organisation"), max_length=255, blank=True)
    street = models.CharField(_("street and number"), max_length=255, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=16, blank=True)
    city = models.CharField(_("city"), max_length=255, blank=True)
    phone = models.CharField(_("phone"), max_length=64, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    footer_text = models.TextField(_("footer text"), blank=True)
    corrections_without_review = models.BooleanField(
        _("corrections without review"),
        default=False,
        help_text=_(
            "The group Redaktion may publish changes to pages that are online already. New "
            "pages are reviewed all the same."
        ),
    )

    base_form_class = TranslatedForm
    panels: ClassVar[list[object]] = [
        translated("organisation"),
        MultiFieldPanel(
            [
                SharedFieldPanel("street"),
                SharedFieldPanel("postal_code"),
                SharedFieldPanel("city"),
                SharedFieldPanel("phone"),
                SharedFieldPanel("email"),
            ],
            heading=_("Address and contact"),
        ),
        SharedInlinePanel("social_links", label=_("social media link")),
        translated("footer_text"),
        SharedFieldPanel("corrections_without_review"),
    ]

    class Meta:
        verbose_name = _("site settings")
        permissions = (
            ("change_german", "Can change German texts and fields shared by both languages"),
            ("publish_english", "Can publish English texts of live pages"),
            ("correct_live_pages", "Can correct live pages without review where settings allow it"),
        )


class SocialLink(Orderable):
    """A profile of the organisation on a social network: a plain link, nothing embedded."""

    settings = ParentalKey(SiteSettings, related_name="social_links", on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=64)
    url = models.URLField(_("address"))

    panels: ClassVar[list[object]] = [SharedFieldPanel("name"), SharedFieldPanel("url")]
