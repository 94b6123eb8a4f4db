"""What modeltranslation translates of this app's models."""

from modeltranslation.translator import TranslationOptions, register

from clusters.models import (
    ClusterContact,
    ClusterFigure,
    ClusterIndexPage,
    ClusterPage,
    FederalState,
    Sector,
)
from metropol.snippets import NamedSnippetTranslation


@register((Sector, FederalState))
class ChoiceTranslation(NamedSnippetTranslation):
    pass


@register(ClusterIndexPage)
class ClusterIndexPageTranslation(TranslationOptions):
    fields = ("lead",)


@register(ClusterPage)
class ClusterPageTranslation(TranslationOptions):
    fields = ("lead", "body")


@register(ClusterContact)
class ClusterContactTranslation(TranslationOptions):
    fields = ("function",)


@register(ClusterFigure)
class ClusterFigureTranslation(TranslationOptions):
    fields = ("label",)
