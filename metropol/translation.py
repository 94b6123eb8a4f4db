"""What modeltranslation translates of this app's models."""

from modeltranslation.translator import TranslationOptions, register

from metropol.models import (
    AccessibilityBarrier,
    AccessibilityStatementPage,
    ContactPage,
    HomeFigure,
    HomePage,
    PortalImage,
    SignLanguagePage,
    SiteSettings,
    StandardPage,
    WayIn,
)


@register(HomePage)
class HomePageTranslation(TranslationOptions):
    fields = ("lead", "image_alt")


@register(WayIn)
class WayInTranslation(TranslationOptions):
    fields = ("title", "text")


@register(HomeFigure)
class HomeFigureTranslation(TranslationOptions):
    fields = ("label",)


@register(StandardPage)
class StandardPageTranslation(TranslationOptions):
    fields = ("lead", "body")


@register(AccessibilityStatementPage)
class AccessibilityStatementPageTranslation(TranslationOptions):
    fields = ("lead", "standard", "legal_basis", "assessment", "enforcement")


@register(AccessibilityBarrier)
class AccessibilityBarrierTranslation(TranslationOptions):
    fields = ("barrier", "explanation", "alternative")


@register(ContactPage)
class ContactPageTranslation(TranslationOptions):
    fields = ("lead",)


@register(SignLanguagePage)
class SignLanguagePageTranslation(TranslationOptions):
    fields = ("lead", "body")


@register(PortalImage)
class PortalImageTranslation(TranslationOptions):
    fields = ("alt", "caption")


@register(SiteSettings)
class SiteSettingsTranslation(TranslationOptions):
    fields = ("organisation", "footer_text")
