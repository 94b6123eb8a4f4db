"""What modeltranslation translates of this app's models."""

from modeltranslation.translator import TranslationOptions, register

from members.models import (
    ConsentText,
    MemberCategory,
    MemberIndexPage,
    TestimonialIndexPage,
    TestimonialPage,
)
from metropol.snippets import NamedSnippetTranslation


@register(MemberCategory)
class MemberCategoryTranslation(NamedSnippetTranslation):
    pass


@register((MemberIndexPage, TestimonialIndexPage))
class IndexPageTranslation(TranslationOptions):
    fields = ("lead",)


@register(TestimonialPage)
class TestimonialPageTranslation(TranslationOptions):
    fields = ("function", "quote")


@register(ConsentText)
class ConsentTextTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = ("de", "en")
