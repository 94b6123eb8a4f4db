"""Licences that the form of an image suggests; any other text is possible."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from metropol.models import PortalImage

COMMON = ("CC0 1.0", "CC BY 4.0", "CC BY-SA 4.0", "CC BY-ND 4.0", "CC BY-NC 4.0")
#: How many of the licences that images have already are suggested too.
USED = 20


class LicenceInput(forms.TextInput):
    """A text with suggestions: common licences, and those of other images."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the input with its suggestions."""
        key = f"{(attrs or {}).get('id') or name}-suggestions"
        field = super().render(name, value, {**(attrs or {}), "list": key}, renderer)
        options = format_html_join(
            "", '<option value="{}"></option>', ((each,) for each in suggestions())
        )
        return format_html('{}<datalist id="{}">{}</datalist>', field, key, options)


def suggestions() -> list[str]:
    """Return the suggested licences in the language of the user."""
    own = [_("Own picture"), _("Licence bought"), _("Allowed by the author"), _("Public domain")]
    used = PortalImage.objects.exclude(licence="").order_by("licence").values_list("licence")
    found = [licence for (licence,) in used.distinct()[:USED]]
    return list(dict.fromkeys([*COMMON, *own, *found]))
