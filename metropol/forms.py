"""Forms of the admin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.forms.pages import WagtailAdminPageForm

from metropol.languages import ENGLISH, GERMAN, attribute
from metropol.permissions import CHANGE_GERMAN
from metropol.translations.requests import carry_out

#: The first year that a schedule takes: earlier ones are typing errors, and break time zones.
EARLIEST = 2000


class TranslatedForm(WagtailAdminModelForm):
    """A form with fields in both languages: who may not change German adds or removes nothing.

    The fields themselves are left out by their panels (metropol.panels).
    """

    def clean(self) -> dict[str, Any]:
        """Check who changes what."""
        cleaned: dict[str, Any] = super().clean()
        if self.for_user and not self.for_user.has_perm(CHANGE_GERMAN):
            self._clean_child_objects()
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Save the object after what the buttons beside its fields asked for."""
        carry_out(self)
        return super().save(commit)

    def _clean_child_objects(self) -> None:
        """Let translators fill in child objects, not add, remove or reorder them."""
        for name, formset in self.formsets.items():
            if name == "comments" or not formset.is_valid():
                continue
            order = [form.instance.pk for form in formset.ordered_forms]
            added = any(form.has_changed() for form in formset.extra_forms)
            moved = order != [form.instance.pk for form in formset.initial_forms]
            if formset.deleted_forms or added or moved:
                self.add_error(
                    None, _("You may change English texts here, but not add or remove entries.")
                )


class TranslatedPageForm(TranslatedForm, WagtailAdminPageForm):
    """The edit form of a page: checks what only a form can tell in plain words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user and not self.for_user.has_perm(CHANGE_GERMAN):
            # When the page goes on- and offline is not a matter of English.
            self.fields.pop("go_live_at", None)
            self.fields.pop("expire_at", None)
        if "slug" in self.fields:
            # An empty one is made from the title; the model knows how.
            self.fields["slug"].required = False
        if field := self.fields.get("english_request"):
            now = _("online") if self.instance.english_live else _("offline")
            field.help_text = _("Now %(state)s. Takes effect with the next publication.") % {
                "state": now
            }

    def clean(self) -> dict[str, Any]:
        """Check the English address and what an English version needs."""
        cleaned: dict[str, Any] = super().clean()
        self._clean_english_address()
        self._clean_english_schedule(cleaned)
        if not self.is_deferred_validation:
            self._clean_english_version(cleaned)
        return cleaned

    def clean_slug(self) -> str:
        """Name the page that has this address; Wagtail would only say that one has."""
        slug: str = self.cleaned_data["slug"]
        if message := self.instance.taken_message(slug, GERMAN, self.parent_page):
            raise ValidationError(message)
        return slug

    def _clean_english_address(self) -> None:
        # A new page has no parent of its own yet, so the model cannot check this.
        page, data = self.instance, self.cleaned_data
        slug = data.get("slug_en", page.slug_en) or data.get("slug", page.slug)
        if message := page.taken_message(slug, ENGLISH, self.parent_page):
            self.add_error("slug_en" if "slug_en" in self.fields else None, message)

    def _clean_english_schedule(self, cleaned: dict[str, Any]) -> None:
        names = ("english_go_live_at", "english_expire_at")
        start, end = (cleaned.get(name) for name in names)
        for name, moment in zip(names, (start, end), strict=True):
            if moment and moment.year < EARLIEST:
                self.add_error(name, _("This is too long ago."))
                return
        if end and start and end <= start:
            self.add_error("english_expire_at", _("The end must be later than the start."))
        elif end and "english_expire_at" in self.changed_data and end <= timezone.now():
            self.add_error("english_expire_at", _("The end must be in the future."))

    def _clean_english_version(self, cleaned: dict[str, Any]) -> None:
        """Name each English field that is missing for the version the form asks for."""
        page = self.instance
        request = cleaned.get("english_request", page.english_request)
        online = page.EnglishRequest.ONLINE
        if request != online and not (page.english_live and not request):
            return
        for field in page.required_english_fields:
            name = attribute(page, field, ENGLISH)
            source = attribute(page, field, GERMAN)
            german = cleaned.get(source) if source in self.fields else getattr(page, source)
            if name in self.fields and german and not cleaned.get(name):
                self.add_error(name, page.needed_in_english(field))
