"""Addresses of submissions in the admin, below ``/admin/submissions/``."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from members.admin import detail, invitations, mails, people, queue
from members.models import Letter


class KindConverter(StringConverter):
    """A kind of mail."""

    regex = "|".join(Letter.Kind.values)


register_converter(KindConverter, "letter_kind")

app_name = "submissions"
urlpatterns = [
    path("", queue.QueueView.as_view(), name="index"),
    path("<int:pk>/", detail.DetailView.as_view(), name="detail"),
    path("<int:pk>/portrait/<int:portrait>/", detail.PortraitView.as_view(), name="portrait"),
    path("<int:pk>/consent.json", detail.ProofView.as_view(), name="proof"),
    path("<int:pk>/mails/<int:letter>/", detail.ResendView.as_view(), name="resend"),
    path("invitations/", invitations.InvitationsView.as_view(), name="invitations"),
    path("invitations/new/", invitations.InviteView.as_view(), name="invite"),
    path("archive/<int:pk>/", invitations.ArchiveView.as_view(), name="archive"),
    path("mails/", mails.MailsView.as_view(), name="mails"),
    path("mails/<letter_kind:kind>/", mails.MailPreviewView.as_view(), name="mail"),
    path(
        "mails/<letter_kind:kind>/<str:language>.html",
        mails.MailHtmlView.as_view(),
        name="mail_html",
    ),
    path("person/", people.PersonView.as_view(), name="person"),
]
