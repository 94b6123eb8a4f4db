"""The form of a cluster in the admin."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.cities import cities, located
from metropol.forms import TranslatedPageForm


class CityInput(forms.TextInput):
    """A text that the browser completes by the towns whose coordinates are known."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the input with its suggestions."""
        key = f"{name}-towns"
        field = super().render(name, value, {**(attrs or {}), "list": key}, renderer)
        towns = format_html_join("", '<option value="{}">', ((city.name,) for city in cities()))
        return format_html('{}<datalist id="{}">{}</datalist>', field, key, towns)


class ClusterPageForm(TranslatedPageForm):
    """A cluster: a known town brings its coordinates along, a tick the date of the check."""

    checked_today = forms.BooleanField(
        label=gettext_lazy("Facts checked today"),
        required=False,
        help_text=gettext_lazy("Sets the date to today when you save."),
    )

    def clean(self) -> dict[str, Any]:
        """Fill the coordinates and the date."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("checked_today") and "checked_on" in self.fields:
            cleaned["checked_on"] = timezone.localdate()
        names = ("latitude", "longitude")
        if {"city", *names} <= self.fields.keys() and not {*names} & self.errors.keys():
            self._locate(cleaned)
        return cleaned

    def clean_checked_on(self) -> Any:
        """Refuse a day that has not come yet."""
        day = self.cleaned_data["checked_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is in the future."))
        return day

    def _locate(self, cleaned: dict[str, Any]) -> None:
        given = cleaned.get("latitude"), cleaned.get("longitude")
        if (given[0] is None) != (given[1] is None):
            missing = "latitude" if given[0] is None else "longitude"
            self.add_error(missing, _("Give both coordinates, or leave both empty."))
            return
        cleaned["latitude"], cleaned["longitude"] = located(cleaned.get("city") or "", *given)
