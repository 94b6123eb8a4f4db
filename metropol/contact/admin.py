"""The messages of the contact form in the admin: to read, and to send again."""

from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseListingView

from metropol.admin_pages import PermittedMenuItem, PermittedPageMixin
from metropol.contact import outbox
from metropol.models import ContactMessage

#: Who reads the messages. Nobody changes them.
READ_MESSAGES = "metropol.view_contactmessage"


class MessagesPageMixin(PermittedPageMixin):
    """A page for who may read the messages."""

    permission = READ_MESSAGES
    root = ("contact:index", gettext_lazy("Contact form"))
    header_icon = "comment"
    page_title: Any = gettext_lazy("Contact form")


class MessagesView(MessagesPageMixin, BaseListingView):
    """The messages that there still are, the newest first."""

    template_name = "metropol/contact/messages.html"
    model = ContactMessage
    paginate_by = 50
    is_searchable = False


class MessageView(MessagesPageMixin, TemplateView):
    """One message, with a button to send it again if it is not out."""

    template_name = "metropol/contact/message.html"
    kwargs: dict[str, Any]

    def get_page_title(self) -> str:
        """Return how the message is called; nobody's name is in the title."""
        return _("Message %(number)d") % {"number": self.kwargs["pk"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the message."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["message"] = get_object_or_404(ContactMessage, pk=self.kwargs["pk"])
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Try to send the message at once."""
        message = get_object_or_404(ContactMessage, pk=self.kwargs["pk"])
        message.make_due()
        if outbox.deliver(message.pk):
            messages.success(request, _("The message is out."))
        else:
            messages.error(request, _("The message could not be sent. It is tried again later."))
        return redirect("contact:message", message.pk)


app_name = "contact"
urlpatterns = [
    path("", MessagesView.as_view(), name="index"),
    path("<int:pk>/", MessageView.as_view(), name="message"),
]


@hooks.register("register_admin_urls")
def contact_urls() -> list[URLResolver]:
    """Add the pages of messages."""
    return [path("contact/", include((urlpatterns, app_name)))]


@hooks.register("register_admin_menu_item")
def contact_menu_item() -> PermittedMenuItem:
    """Put the messages into the menu."""
    return PermittedMenuItem(
        _("Contact form"),
        reverse("contact:index"),
        name="contact-form",
        icon_name="comment",
        order=223,
        permission=READ_MESSAGES,
    )


@hooks.register("register_permissions")
def contact_permission() -> Any:
    """Let administrators give the permission to read messages to groups."""
    return Permission.objects.filter(
        content_type__app_label="metropol", codename="view_contactmessage"
    )
