"""What the contact form takes."""

from typing import Any

from django import forms
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy

from metropol.models import ContactMessage
from metropol.public_forms import GuardedForm, MailField, one_line

MAX_MESSAGE = 5000


class ContactForm(GuardedForm):
    """The form by which somebody writes to the office."""

    topic = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=[("", gettext_lazy("please choose")), *ContactMessage.Topic.choices],
        error_messages={"required": gettext_lazy("Please choose what it is about.")},
    )
    message = forms.CharField(
        label=gettext_lazy("Your message"),
        max_length=MAX_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Please write what you want to tell us.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Your name (optional)"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = MailField(
        label=gettext_lazy("Your e-mail"),
        max_length=254,
        help_text=gettext_lazy("We answer to this address. You get no copy by mail."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Please give a mail address, so that we can answer you."),
            "invalid": gettext_lazy("Please give a whole mail address, such as name@example.org."),
        },
    )

    field_order = ("topic", "message", "name", "email", "website", "stamp")

    def clean_name(self) -> str:
        """Return the name on one line: it stands in a line of the mail."""
        return one_line(self.cleaned_data["name"])

    def clean_message(self) -> str:
        """Return the message; its line ends count once, as the browser counts them."""
        message: str = self.cleaned_data["message"].replace("\r\n", "\n").replace("\r", "\n")
        return message

    def digest(self) -> str:
        """Return what is the same if this very form is sent twice."""
        cleaned = self.cleaned_data
        names = ("stamp", "topic", "name", "email", "message")
        data = "\0".join(cleaned[name] for name in names).encode(errors="surrogatepass")
        return salted_hmac("metropol.contact", data, algorithm="sha256").hexdigest()

    def content(self) -> dict[str, Any]:
        """Return what is stored of the form."""
        return {name: self.cleaned_data[name] for name in ("topic", "name", "email", "message")}
