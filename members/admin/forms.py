"""Forms of moderation."""

from typing import Any, ClassVar

from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.search import index

from clusters.models import ClusterPage
from members.models import Member, Submission, SubmissionText, TestimonialPage
from members.submissions.form_parts import ClustersField, checked_quote, flatten
from members.submissions.moderation import Edit
from metropol.public_forms import MailField

TEXTS = (
    "person",
    "function_de",
    "function_en",
    "quote_de",
    "quote_en",
    "alt_de",
    "alt_en",
    "credit",
)


class EditForm(forms.ModelForm):  # type: ignore[type-arg]
    """The text of a submission as staff would show it. It makes a new version."""

    base = forms.IntegerField(widget=forms.HiddenInput)
    member = forms.ModelChoiceField(
        label=gettext_lazy("Member"), queryset=Member.objects.all(), required=False
    )
    new_member = forms.BooleanField(
        label=gettext_lazy("Add the organisation as a new member"), required=False
    )
    clusters = ClustersField(
        label=gettext_lazy("Clusters"),
        queryset=ClusterPage.objects.order_by("title"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    no_portrait = forms.BooleanField(label=gettext_lazy("Show no portrait"), required=False)

    #: In pairs: the form has two columns.
    field_order = (
        "person",
        "organisation",
        "member",
        "new_member",
        "function_de",
        "function_en",
        "quote_de",
        "quote_en",
        "alt_de",
        "alt_en",
        "credit",
        "no_portrait",
        "clusters",
    )

    class Meta:
        model = SubmissionText
        fields = (*TEXTS, "organisation")
        widgets: ClassVar[dict[str, Any]] = {
            "quote_de": forms.Textarea(attrs={"rows": 5}),
            "quote_en": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, submission: Submission, data: Any = None) -> None:
        self.text = text = submission.text
        initial = {
            "base": text.number if text else 0,
            "member": submission.member_id,
            "clusters": [cluster.pk for cluster in submission.clusters.all()],
        }
        super().__init__(data, instance=text, initial=initial)
        if submission.page_id:
            del self.fields["clusters"]  # they are edited on the page
        if not (text and text.portrait):
            for name in ("no_portrait", "alt_de", "alt_en", "credit"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Check the lengths, and that the organisation is known or shall be."""
        cleaned: dict[str, Any] = super().clean() or {}
        flatten(cleaned)
        for name in ("quote_de", "quote_en"):
            try:
                cleaned[name] = checked_quote(cleaned.get(name) or "")
            except forms.ValidationError as error:
                self.add_error(name, error)
        named = cleaned.get("organisation", "")
        if cleaned.get("new_member") and Member.objects.filter(name__iexact=named).exists():
            self.add_error("member", _("This member exists already. Please choose it."))
        return cleaned

    def edit(self) -> Edit:
        """Return the edit; makes the new member, which must not exist yet."""
        cleaned, member = self.cleaned_data, self.cleaned_data["member"]
        if member is None and cleaned["new_member"]:
            try:
                with transaction.atomic():
                    member = Member.objects.create(name=cleaned["organisation"])
            except IntegrityError:
                member = Member.objects.get(name=cleaned["organisation"])
            index.insert_or_update_object(member)
        content = {name: cleaned[name] for name in TEXTS if name in cleaned}
        content["organisation"] = member.name if member else cleaned["organisation"]
        if cleaned.get("no_portrait"):
            content["portrait"] = None
        return Edit(cleaned["base"], content, member, cleaned.get("clusters"))

    def _post_clean(self) -> None:
        """Leave the version as it is: rows are never changed."""


class InvitationForm(forms.Form):
    """Whom to invite."""

    email = MailField(label=gettext_lazy("E-mail"))
    person = forms.CharField(label=gettext_lazy("Name (optional)"), max_length=120, required=False)
    member = forms.ModelChoiceField(
        label=gettext_lazy("Member"), queryset=Member.objects.all(), required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the mail"),
        choices=[("de", "Deutsch"), ("en", "English")],
    )


class ArchiveForm(InvitationForm):
    """Whom to ask about a testimonial of the archive."""

    def __init__(self, page: TestimonialPage, data: Any = None) -> None:
        super().__init__(data, initial={"person": page.person})
        del self.fields["member"]
