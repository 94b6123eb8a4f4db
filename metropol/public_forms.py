"""What the forms that visitors fill in share."""

import unicodedata
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metropol import spam
from metropol.mail_addresses import ascii_email


def one_line(text: str) -> str:
    """Return a text without line ends and other control characters."""
    plain = "".join(" " if unicodedata.category(each) == "Cc" else each for each in text)
    return " ".join(plain.split())


class MailField(forms.EmailField):
    """A mail address, with its domain in ASCII letters."""

    def clean(self, value: Any) -> str:
        """Return the address as it is stored; ValidationError also if it is too long as such."""
        found = ascii_email(super().clean(value))
        self.run_validators(found)
        return found


class GuardedForm(forms.Form):
    """A form that anybody may send: with a field that stays empty and the time of its start."""

    website = forms.CharField(
        label=gettext_lazy("Please leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial = {**self.initial, "stamp": spam.start_stamp()}

    def check_sender(self) -> bool:
        """Tell whether a person sent the valid form, and not at once; else add the error."""
        if self.cleaned_data[spam.HONEYPOT]:
            message = _(
                "A field that people do not see was filled in. Please empty it: “%(name)s”."
            )
            self.add_error(spam.HONEYPOT, message % {"name": self[spam.HONEYPOT].label})
            return False
        try:
            spam.check_stamp(self.cleaned_data["stamp"])
        except spam.SpamRefused as refused:
            self.add_error(None, str(refused))
            return False
        return True

    def check_limits(self, request: HttpRequest, kind: str) -> bool:
        """Tell whether network and mail address may send one more; else add the error."""
        try:
            spam.check_limits(request, self.cleaned_data["email"], kind)
        except spam.SpamRefused as refused:
            self.add_error(None, str(refused))
            return False
        return True

    def refresh(self) -> None:
        """Give a form that is shown again a stamp that is valid."""
        data: Any = QueryDict.copy(self.data)  # type: ignore[arg-type]
        data["stamp"] = spam.renewed_stamp(data.get("stamp", ""))
        self.data = data
