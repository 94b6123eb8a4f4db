"""What modeltranslation translates of this app's models."""

from modeltranslation.translator import TranslationOptions, register

from metropol.snippets import NamedSnippetTranslation
from news.models import NewsIndexPage, NewsLink, NewsPage, NewsSection


@register(NewsSection)
class NewsSectionTranslation(NamedSnippetTranslation):
    pass


@register(NewsIndexPage)
class NewsIndexPageTranslation(TranslationOptions):
    fields = ("lead",)


@register(NewsPage)
class NewsPageTranslation(TranslationOptions):
    fields = ("kicker", "lead", "body", "image_alt")


@register(NewsLink)
class NewsLinkTranslation(TranslationOptions):
    fields = ("label",)
