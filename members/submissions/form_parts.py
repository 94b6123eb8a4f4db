"""What the public forms share: quotes in two languages, a portrait that outlives an error."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Portrait
from members.submissions.portraits import PortraitRefused, read_portrait
from members.submissions.words import check_words
from metropol import spam
from metropol.languages import CODES, current_language
from metropol.public_forms import one_line

MIN_QUOTE, MAX_QUOTE = 40, 600
_SALT = "members.submissions.portrait"


def _hint() -> str:
    return _("%(min)d to %(max)d characters.") % {"min": MIN_QUOTE, "max": MAX_QUOTE}


#: Fields of one line each: a line end in a name would break the subject of a mail.
LINES = (
    "person",
    "function",
    "function_de",
    "function_en",
    "organisation",
    "alt",
    "alt_de",
    "alt_en",
    "credit",
)


def flatten(cleaned: dict[str, Any]) -> None:
    """Bring the fields of one line each to one line."""
    for name in LINES:
        if isinstance(cleaned.get(name), str):
            cleaned[name] = one_line(cleaned[name])


def checked_quote(text: str) -> str:
    """Return a quote whose line ends count once; ValidationError tells how long it is."""
    quote = text.replace("\r\n", "\n").replace("\r", "\n")
    if quote and not MIN_QUOTE <= len(quote) <= MAX_QUOTE:
        raise forms.ValidationError(
            _("The quote has %(length)d characters; %(min)d to %(max)d are possible.")
            % {"length": len(quote), "min": MIN_QUOTE, "max": MAX_QUOTE}
        )
    return quote


def number_in(typed: str) -> int:
    """Return the number in a field that nobody fills in by hand; 0 if it is none of ours."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 18 else 0


class QuoteField(forms.CharField):
    """A quote: its line ends count once, and its length is told in both directions."""

    widget = forms.Textarea

    def __init__(self, *, language: str, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.help_text = lazy(_hint, str)()
        self.widget.attrs |= {
            "lang": language,
            "rows": 6,
            "data-counter": MAX_QUOTE,
            "data-counter-min": MIN_QUOTE,
        }

    def clean(self, value: Any) -> str:
        """Return the text; ValidationError tells how long it is."""
        return checked_quote(super().clean(value))


class ClustersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Clusters, also for whoever sends numbers that are too large for the database."""

    def clean(self, value: Any) -> Any:
        """Return the clusters; ValidationError if one is unknown."""
        if any(len(str(key)) > 18 for key in value or ()):
            raise forms.ValidationError(self.error_messages["invalid_list"], code="invalid_list")
        return super().clean(value)


class PortraitFormMixin(forms.Form):
    """A portrait, which is kept while the rest of the form has errors."""

    portrait = forms.FileField(
        label=gettext_lazy("Portrait (optional)"),
        required=False,
        help_text=gettext_lazy(
            "JPEG, PNG, WebP or HEIC, up to 8 MB and 40 megapixels. What the file tells beside"
            " the picture, such as the place, is removed."
        ),
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.webp,.heic,.heif"}),
    )
    portrait_key = forms.CharField(required=False, widget=forms.HiddenInput)
    drop_portrait = forms.BooleanField(label=gettext_lazy("Remove the portrait"), required=False)
    alt = forms.CharField(
        label=gettext_lazy("What the portrait shows (optional)"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("For people who do not see it. Else we write “Portrait of …”."),
    )
    credit = forms.CharField(
        label=gettext_lazy("Who took the picture (optional)"), required=False, max_length=255
    )

    #: Tells whether a picture may be decoded; the view sets who asks.
    may_upload: Callable[[], bool] = staticmethod(lambda: True)

    def clean_portrait(self) -> Portrait | None:
        """Return the new portrait, else the one that was uploaded before."""
        upload = self.cleaned_data.get("portrait")
        if not upload:
            return self.kept_portrait
        if not self.may_upload():
            raise forms.ValidationError(
                _("Many pictures were sent from your network. Please try again in an hour.")
            )
        try:
            picture = read_portrait(upload)
        except PortraitRefused as error:
            raise forms.ValidationError(str(error)) from error
        return Portrait(data=picture.data, width=picture.width, height=picture.height)

    @cached_property
    def kept_portrait(self) -> Portrait | None:
        """Return the portrait that this form uploaded before an error."""
        try:
            key = signing.loads(self.data.get(self.add_prefix("portrait_key"), ""), salt=_SALT)
        except signing.BadSignature:
            return None
        return Portrait.objects.filter(key=key, texts=None).first()

    def keep_portrait(self) -> Portrait | None:
        """Store a portrait that was accepted although the form was not, and return it."""
        portrait: Portrait | None = self.cleaned_data.get("portrait")
        if portrait is None:
            return None
        data: Any = QueryDict.copy(self.data)  # type: ignore[arg-type]
        name = self.add_prefix("portrait_key")
        if self.cleaned_data.get("drop_portrait"):
            data[name], portrait = "", None
        else:
            if portrait.pk is None:
                portrait.save()
            data[name] = signing.dumps(portrait.key, salt=_SALT)
        self.data = data
        return portrait

    def shows_portrait(self) -> bool:
        """Tell whether the form brings a portrait and does not drop it."""
        cleaned = self.cleaned_data
        return bool(cleaned.get("portrait")) and not cleaned.get("drop_portrait")

    def wanted_portrait(self, current: Portrait | None = None) -> Portrait | None:
        """Return the stored portrait that the form asks for."""
        if self.cleaned_data.get("drop_portrait"):
            return None
        portrait: Portrait | None = self.cleaned_data.get("portrait") or current
        if portrait and portrait.pk is None:
            portrait.save()
        return portrait


class TextsMixin(forms.Form):
    """Quotes in both languages, of which one is enough."""

    quote_de = QuoteField(label=gettext_lazy("Quote in German"), language="de")
    quote_en = QuoteField(label=gettext_lazy("Quote in English"), language="en")

    def clean(self) -> dict[str, Any]:
        """Check that there is a quote, and no links or noise in what was written."""
        cleaned: dict[str, Any] = super().clean() or {}
        fields = [f"quote_{code}" for code in CODES]
        if not any(cleaned.get(name) or name in self.errors for name in fields):
            self.add_error(
                f"quote_{current_language()}",
                _("Please write a quote, in German, in English or in both."),
            )
        flatten(cleaned)
        for name in ("person", "function", "function_de", "function_en", *fields):
            text = cleaned.get(name)
            if isinstance(text, str) and text:
                try:
                    check_words(text)
                except spam.SpamRefused as refused:
                    self.add_error(name, str(refused))
        return cleaned
