"""The index of the site's search, its words, and what was looked for in vain."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class SearchEntry(models.Model):
    """What visitors may find of an object in one language.

    ``source`` tells what kind of object it is (metropol.search.sources) and ``key`` which one;
    no foreign key, since an entry is taken out by the search itself, together with its words.
    The terms are made by metropol.search.terms; what matches and ranks them is made by the
    migration, for each database its own way.
    """

    source = models.CharField(max_length=32)
    key = models.BigIntegerField()
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=255)
    text = models.TextField()
    title_terms = models.TextField()
    body_terms = models.TextField()
    #: The day that the text is of, as ``date.toordinal()``; none for what does not age.
    day = models.IntegerField(null=True)
    year = models.SmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "key", "language"], name="search_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class SearchWord(models.Model):
    """A word of the entries of one language: what is typed wrongly may mean it.

    ``entries`` says in how many it stands, ``capitals`` in how many of them with a capital
    letter within a sentence, as German nouns do; ``folded`` is the word without marks.
    """

    language = models.CharField(max_length=2)
    word = models.CharField(max_length=64)
    folded = models.CharField(max_length=64)
    entries = models.IntegerField()
    capitals = models.IntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["language", "word"], name="search_word_once")
        ]

    def __str__(self) -> str:
        return self.word


class CompoundWord(models.Model):
    """What staff tell the search about German compounds, beside the site's own words.

    No word of the list is taken apart itself; those of the role PART are found in longer ones.
    """

    class Role(models.TextChoices):
        """What is told about the word."""

        PART = "part", _("is found in longer words")
        WHOLE = "whole", _("is only found as a whole")

    word = models.CharField(_("word"), max_length=40, unique=True)
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.PART)

    panels: ClassVar[list[FieldPanel]] = [
        FieldPanel(
            "word",
            help_text=_(
                "One German word, at least four letters: Allianz is found in Städteallianz."
            ),
        ),
        FieldPanel("role"),
    ]

    class Meta:
        verbose_name = _("compound word")
        verbose_name_plural = _("compound words")
        ordering = ("word",)

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        """Refuse what is not one word."""
        super().clean()
        self.word = self.word.strip()
        if not self.word.isalpha() or len(self.word) < 4:
            raise ValidationError({"word": _("Please enter one word of at least four letters.")})


class FailedQuery(models.Model):
    """A query that found nothing: words alone, nothing of who typed them."""

    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    text = models.CharField(_("query"), max_length=64)
    times = models.PositiveIntegerField(_("times"), default=1)
    last_at = models.DateTimeField(_("last"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("query without results")
        verbose_name_plural = _("queries without results")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["language", "text"], name="failed_query_once")
        ]

    def __str__(self) -> str:
        return self.text
