"""What staff set for the whole site."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from metropol.forms import TranslatedForm
from metropol.machine.panel import MachinePanel
from metropol.machine.validators import validate_contact, validate_https, validate_robots
from metropol.models.tracked import TrackedTranslations
from metropol.models.translated import TranslatedModel
from metropol.panels import SharedFieldPanel, SharedInlinePanel, translated


def _page(name: Any) -> "models.ForeignKey[Any, Any]":
    """Return a field for the page that is ``name``."""
    return models.ForeignKey(
        "metropol.BasePage",
        verbose_name=name,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )


@register_setting(icon="site")
class SiteSettings(TrackedTranslations, TranslatedModel, ClusterableModel, BaseSiteSetting):
    """The organisation behind the portal, as footer, imprint and machines name it."""

    organisation = models.CharField(_("organisation"), max_length=255, blank=True)
    street = models.CharField(_("street and number"), max_length=255, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=16, blank=True)
    city = models.CharField(_("city"), max_length=255, blank=True)
    phone = models.CharField(_("phone"), max_length=64, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    contact_email = models.EmailField(
        _("e-mail for messages"),
        blank=True,
        help_text=_(
            "Where messages of the contact form go. Empty: to the address above, and without one"
            " to Chefredaktion. Visitors do not see it."
        ),
    )
    privacy_page = _page(_("privacy"))
    easy_language_page = _page(_("easy language"))
    sign_language_page = _page(_("sign language"))
    footer_text = models.TextField(_("footer text"), blank=True)
    corrections_without_review = models.BooleanField(
        _("corrections without review"),
        default=False,
        help_text=_(
            "The group Redaktion may publish changes to pages that are online already. New "
            "pages are reviewed all the same."
        ),
    )

    share_image = models.ForeignKey(
        "metropol.PortalImage",
        verbose_name=_("image for links on other sites"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown where somebody shares a page that has no image of its own."),
    )
    security_contact = models.CharField(
        _("contact for security researchers"),
        max_length=255,
        blank=True,
        validators=[validate_contact],
        help_text=_(
            "Mail address or https:// address to report gaps to, for security.txt. Empty: the"
            " e-mail address above."
        ),
    )
    security_policy = models.CharField(
        _("rules for security researchers"),
        max_length=500,
        blank=True,
        validators=[validate_https],
        help_text=_("Address of the page that says how reports are handled, for security.txt."),
    )
    robots_lines = models.TextField(
        _("further lines for robots.txt"),
        blank=True,
        validators=[validate_robots],
        help_text=_(
            "Rules such as “Disallow: /path/”. They hold for all crawlers until a line “User-agent:"
            " …” names others."
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
                SharedFieldPanel("contact_email"),
            ],
            heading=_("Address and contact"),
        ),
        MultiFieldPanel(
            [
                SharedFieldPanel("privacy_page"),
                SharedFieldPanel("easy_language_page"),
                SharedFieldPanel("sign_language_page"),
            ],
            heading=_("Pages that every page or form leads to"),
        ),
        SharedInlinePanel("social_links", label=_("social media link")),
        translated("footer_text"),
        SharedFieldPanel("corrections_without_review"),
        MultiFieldPanel(
            [
                SharedFieldPanel("share_image"),
                SharedFieldPanel("security_contact"),
                SharedFieldPanel("security_policy"),
                SharedFieldPanel("robots_lines"),
                MachinePanel(heading=_("What machines read now")),
            ],
            heading=_("For machines"),
        ),
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
