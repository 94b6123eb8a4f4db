"""The base of the choice lists that staff extend: a name and a slug per language."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import TranslationOptions
from wagtail.search import index

from metropol.forms import TranslatedForm
from metropol.languages import CODES, first_free, localized, portal_slug
from metropol.models.tracked import TrackedTranslations
from metropol.models.translated import TranslatedModel
from metropol.panels import pair, translated
from metropol.search import AutocompleteField


class NamedSnippet(TrackedTranslations, TranslatedModel, index.Indexed):
    """An entry of a choice list. Its slugs stand in addresses of filters and feeds."""

    name = models.CharField(_("name"), max_length=128)
    slug = models.SlugField(
        _("slug"), max_length=128, blank=True, help_text=_("Empty: made from the name.")
    )

    base_form_class = TranslatedForm
    panels: ClassVar[list[Any]] = [translated("name"), pair("slug")]
    search_fields: ClassVar[list[index.BaseField]] = [
        *(AutocompleteField(f"name_{code}") for code in CODES),
    ]

    class Meta:
        abstract = True
        ordering = ("name_de",)

    def __str__(self) -> str:
        return localized(self, "name").value or ""

    def clean(self) -> None:
        """Make the slugs that are missing, and refuse those that another entry has."""
        super().clean()
        self.fill_slugs()
        others = type(self)._default_manager.exclude(pk=self.pk)
        taken = {
            f"slug_{code}": _("Another entry has this slug.")
            for code in CODES
            if (slug := getattr(self, f"slug_{code}"))
            and others.filter(**{f"slug_{code}": slug}).exists()
        }
        if taken:
            raise ValidationError(taken)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Make the slugs that are missing."""
        self.fill_slugs()
        super().save(*args, **kwargs)

    def fill_slugs(self) -> None:
        """Give each language that has a name a slug that no other entry has."""
        for code in CODES:
            name, slug = getattr(self, f"name_{code}"), getattr(self, f"slug_{code}")
            if not name or slug:
                continue
            others = type(self)._default_manager.exclude(pk=self.pk)
            taken = set(others.values_list(f"slug_{code}", flat=True))
            base = portal_slug(name, max_length=120) or "x"
            setattr(self, f"slug_{code}", first_free(base, taken.__contains__))


class NamedSnippetTranslation(TranslationOptions):
    """What modeltranslation translates of a choice list."""

    fields = ("name", "slug")
