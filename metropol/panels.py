"""Panels that put German and English side by side in one form.

Who may edit English only (the group Übersetzung) sees German and shared fields as text. The
form leaves those fields out on the server too (django-permissionedforms), so that a forged
request changes nothing.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, TitleFieldPanel
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.widgets import SlugInput

from metropol.languages import portal_slug
from metropol.permissions import CHANGE_GERMAN
from metropol.translations.panels import TranslatedRowPanel


class ReadOnlyWithoutPermission(FieldPanel.BoundPanel):
    """Show the field's value as text to whom the form does not let edit it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if self.form is not None and self.bound_field is None:
            self.read_only = True
            self.heading = self.panel.heading or capfirst(self.panel.db_field.verbose_name)

    def is_shown(self) -> bool:
        """Show it either way: translators need the German text."""
        return self.read_only or super().is_shown()


class SharedFieldPanel(FieldPanel):
    """A field that is German, or the same in both languages.

    With ``permission=None`` everybody may edit it whom the form lets.
    """

    def __init__(self, *args: Any, permission: str | None = CHANGE_GERMAN, **kwargs: Any) -> None:
        super().__init__(*args, permission=permission, **kwargs)

    def format_value_for_display(self, value: Any) -> Any:
        """Return a value as text; nothing where nothing is stored."""
        is_empty = value is None or (hasattr(value, "all") and not value.all())
        return "" if is_empty else super().format_value_for_display(value)

    class BoundPanel(ReadOnlyWithoutPermission):
        """Text for translators, a field for everybody else."""


class PortalTitlePanel(TitleFieldPanel):
    """A title, from which the slug is filled; text where the form does not let it be edited."""

    class BoundPanel(TitleFieldPanel.BoundPanel, ReadOnlyWithoutPermission):
        """Text for those who may not edit it, a field for everybody else."""


class SharedInlinePanel(InlinePanel):
    """Child objects whose fields know who edits them."""

    def get_form_options(self) -> dict[str, Any]:
        """Let the forms of the child objects know the user, and who may edit which field.

        Wagtail's own panel hands neither on.
        """
        options: dict[str, Any] = super().get_form_options()
        child = self.child_edit_handler.get_form_options()
        options["formsets"][self.relation_name] |= {
            "inherit_kwargs": ["for_user"],
            "form": get_form_for_model(
                self.db_field.related_model,
                defer_required_on_fields=child.get("defer_required_on_fields", []),
                field_permissions=child.get("field_permissions", {}),
            ),
        }
        return options


def translated(
    field: str, *, core: bool = False, locked: bool = False, **kwargs: Any
) -> TranslatedRowPanel:
    """Return the panels of ``field`` in both languages, German left, English right.

    ``core`` fields are Wagtail's own columns, whose German has no suffix. ``locked``: a form that
    leaves the English field out shows it as text.
    """
    german = field if core else f"{field}_de"
    english = f"{field}_en"
    return TranslatedRowPanel(
        [
            SharedFieldPanel(german, **kwargs),
            SharedFieldPanel(english, permission=None, **kwargs)
            if locked
            else FieldPanel(english, **kwargs),
        ],
        field=field,
        classname="bilingual",
    )


def pair(field: str) -> FieldRowPanel:
    """Return the panels of a field in both languages that is no text to translate."""
    return FieldRowPanel(
        [SharedFieldPanel(f"{field}_de"), FieldPanel(f"{field}_en")], classname="bilingual"
    )


def title_panel() -> TranslatedRowPanel:
    """Return both titles; each fills the slug of its language."""
    return TranslatedRowPanel(
        [
            PortalTitlePanel(
                "title", heading=_("Title (German)"), placeholder=False, permission=CHANGE_GERMAN
            ),
            PortalTitlePanel("title_en", targets=["slug_en"], placeholder=False),
        ],
        field="title",
        classname="bilingual",
    )


def _accented() -> Iterator[tuple[str, str]]:
    """Yield patterns for Latin letters with accents, with the letter that a slug has instead."""
    letters: dict[str, str] = {}
    for letter in map(chr, range(0xC0, 0x180)):
        if plain := portal_slug(letter):
            letters[plain] = letters.get(plain, "") + letter
    return ((f"[{found}]", plain) for plain, found in letters.items())


#: What metropol.languages.portal_slug does, in the browser while a title is typed.
SLUG_FORMATTERS = [*_accented(), ("ẞ", "ss"), ("[^0-9A-Za-z]+", "-"), ("^-+|-+$", "")]


def slug_panel() -> FieldRowPanel:
    """Return both slugs, filled from the titles while they are typed."""
    widget = SlugInput(formatters=SLUG_FORMATTERS)
    return FieldRowPanel(
        [
            SharedFieldPanel("slug", heading=_("Slug (German)"), widget=widget),
            FieldPanel("slug_en", widget=widget),
        ],
        classname="bilingual",
    )
