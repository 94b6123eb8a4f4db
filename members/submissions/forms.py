"""The public forms. What was typed survives every error, an uploaded portrait too."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.models import ClusterPage
from members.models import ConsentVersion, Member, Purpose, Submission, SubmissionText
from members.submissions.consents import current_versions
from members.submissions.form_parts import (
    ClustersField,
    PortraitFormMixin,
    TextsMixin,
)
from metropol.languages import ENGLISH, current_language
from metropol.public_forms import GuardedForm, MailField


class SubmissionForm(TextsMixin, PortraitFormMixin, GuardedForm):
    """The form by which somebody submits a testimonial."""

    person = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    function = forms.CharField(
        label=gettext_lazy("Your function (optional)"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("For example: managing director."),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    member = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"),
        queryset=Member.objects.all(),
        required=False,
        empty_label=gettext_lazy("not in this list"),
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisation that is not in the list"),
        required=False,
        max_length=255,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = MailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        help_text=gettext_lazy(
            "Never shown. We send you a link to confirm it, and one by which you change or"
            " withdraw your testimonial."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    clusters = ClustersField(
        label=gettext_lazy("Clusters that it is about (optional)"),
        queryset=ClusterPage.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wording = forms.CharField(required=False, widget=forms.HiddenInput)
    invitation = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = (
        "person",
        "function",
        "member",
        "organisation",
        "email",
        "quote_de",
        "quote_en",
        "portrait",
        "alt",
        "credit",
        "clusters",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = current_versions()
        language = current_language()
        clusters = ClusterPage.objects.listed(language)
        name = "title_en" if language == ENGLISH else "title"
        self.fields["clusters"].queryset = clusters  # type: ignore[attr-defined]
        self.fields["clusters"].label_from_instance = (  # type: ignore[attr-defined]
            lambda page: getattr(page, name)
        )
        for purpose, version in self.versions.items():
            self.fields[f"consent_{purpose}"] = forms.BooleanField(
                label=version.text(language),
                required=purpose == Purpose.PUBLICATION,
                error_messages={
                    "required": _("Without this consent we cannot show your testimonial.")
                },
            )
        if not self.is_bound:
            self.initial = {**self.initial, "wording": self._wording()}

    @property
    def about_person(self) -> Iterator[forms.BoundField]:
        """Return the fields that say who speaks."""
        return (self[name] for name in ("person", "function", "member", "organisation", "email"))

    @property
    def consent_fields(self) -> Iterator[forms.BoundField]:
        """Return the consents in the order of Purpose."""
        return (self[f"consent_{purpose}"] for purpose in self.versions)

    def clean(self) -> dict[str, Any]:
        """Check what one field alone cannot tell."""
        cleaned = super().clean()
        member, named = cleaned.get("member"), cleaned.get("organisation")
        if member and named:
            self.add_error(
                "organisation", _("Please choose from the list or write a name here, not both.")
            )
        elif not member and not named and not {"member", "organisation"} & self.errors.keys():
            self.add_error("member", _("Please choose your organisation, or write its name below."))
        if self.shows_portrait() and not cleaned.get(f"consent_{Purpose.PORTRAIT}"):
            self.add_error(
                f"consent_{Purpose.PORTRAIT}",
                _("Please agree that we show the portrait, or remove it."),
            )
        if cleaned.get("wording") != self._wording():
            self.add_error(
                None,
                _("The consent texts have changed in the meantime. Please read them again."),
            )
        return cleaned

    def refresh(self) -> None:
        """Give a form that is shown again a new stamp and the present wording."""
        super().refresh()
        data: Any = QueryDict.copy(self.data)  # type: ignore[arg-type]
        if data.get("wording") != self._wording():
            for purpose in Purpose:
                data.pop(f"consent_{purpose}", None)
        data["wording"] = self._wording()
        self.data = data

    def given(self) -> list[ConsentVersion]:
        """Return the wordings that were agreed to."""
        return [
            version
            for purpose, version in self.versions.items()
            if self.cleaned_data[f"consent_{purpose}"]
        ]

    def content(self) -> dict[str, Any]:
        """Return the content of the first version (SubmissionText.CONTENT)."""
        cleaned, language = self.cleaned_data, current_language()
        member = cleaned["member"]
        content: dict[str, Any] = dict.fromkeys(SubmissionText.CONTENT, "") | {
            "person": cleaned["person"],
            "organisation": member.name if member else cleaned["organisation"],
            f"function_{language}": cleaned["function"],
            "quote_de": cleaned["quote_de"],
            "quote_en": cleaned["quote_en"],
            "portrait": self.wanted_portrait(),
        }
        if content["portrait"]:
            content |= {f"alt_{language}": cleaned["alt"], "credit": cleaned["credit"]}
        return content

    def _wording(self) -> str:
        """Return which versions the form shows, so that nobody agrees to another wording."""
        return ",".join(f"{version.pk}" for version in self.versions.values())


class ChangeForm(TextsMixin, PortraitFormMixin):
    """The form by which the person changes what they submitted."""

    person = forms.CharField(label=gettext_lazy("Your name"), max_length=120)
    function_de = forms.CharField(
        label=gettext_lazy("Function in German (optional)"), required=False, max_length=255
    )
    function_en = forms.CharField(
        label=gettext_lazy("Function in English (optional)"), required=False, max_length=255
    )
    base = forms.IntegerField(widget=forms.HiddenInput)

    #: The fields of a version that the form has as they are.
    PLAIN = ("person", "function_de", "function_en", "quote_de", "quote_en", "credit")

    def __init__(self, submission: Submission, text: SubmissionText, *args: Any) -> None:
        self.text = text
        alt = getattr(text, f"alt_{current_language()}")
        values = {name: getattr(text, name) for name in self.PLAIN}
        super().__init__(*args)
        self.initial = values | {"base": text.number, "alt": alt}
        self.fields["drop_portrait"].label = _("Show no portrait")
        self.version = None
        if not submission.agrees_to(Purpose.PORTRAIT):
            self.version = current_versions().get(Purpose.PORTRAIT)
        if self.version:
            self.fields["consent_portrait"] = forms.BooleanField(
                label=self.version.text(current_language()), required=False
            )
            self.fields["wording"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=self.version.pk
            )

    @property
    def words(self) -> Iterator[forms.BoundField]:
        """Return the fields of the text."""
        return (self[name] for name in self.PLAIN if name != "credit")

    def clean(self) -> dict[str, Any]:
        """Check that a portrait comes with the consent to show it."""
        cleaned = super().clean()
        if self.shows_portrait() and self.version and not cleaned.get("consent_portrait"):
            self.add_error("consent_portrait", _("Please agree that we show the portrait."))
        if self.given() and cleaned.get("wording") != str(self.version and self.version.pk):
            self.add_error(
                "consent_portrait",
                _("The consent texts have changed in the meantime. Please read them again."),
            )
        return cleaned

    def refresh(self, *, base: bool) -> None:
        """Give a form that is shown again the wording of now, and with ``base`` the newest text."""
        data: Any = QueryDict.copy(self.data)  # type: ignore[arg-type]
        if self.version and data.get("wording") != str(self.version.pk):
            data.pop("consent_portrait", None)
            data["wording"] = self.version.pk
        if base:
            data["base"] = self.text.number
        self.data = data

    def given(self) -> list[ConsentVersion]:
        """Return the wordings that were agreed to."""
        agreed = self.version and self.cleaned_data.get("consent_portrait")
        return [self.version] if self.version and agreed else []

    def content(self) -> dict[str, Any]:
        """Return the content of the next version."""
        content: dict[str, Any] = {name: self.cleaned_data[name] for name in self.PLAIN}
        content[f"alt_{current_language()}"] = self.cleaned_data["alt"]
        return content | {"portrait": self.wanted_portrait(self.text.portrait)}
