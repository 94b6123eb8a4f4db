"""What modeltranslation translates of this app's models."""

from modeltranslation.translator import TranslationOptions, register

from metropol.models import HomePage, PortalImage, SiteSettings, StandardPage


@register(HomePage)
class HomePageTranslation(TranslationOptions):
    fields = ("lead", "image_alt")


@register(StandardPage)
class StandardPageTranslation(TranslationOptions):
    fields = ("lead", "body")


@register(PortalImage)
class PortalImageTranslation(TranslationOptions):
    fields = ("alt", "caption")


@register(SiteSettings)
class SiteSettingsTranslation(TranslationOptions):
    fields = ("organisation", "footer_text")
