"""Upload an archive, to see what an import would make of it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormView
from wagtail.admin import messages

from metropol.admin_pages import user_of
from news.admin.base import ArchivePageMixin
from news.archive.messages import message
from news.archive.names import printable
from news.archive.upload import MAX_UPLOAD, UploadRefused, pack
from news.models import ArchiveRun, ArchiveUpload
from news.tasks import check_upload


class FilesInput(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; cleaned to name and content of one ZIP file."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> tuple[str, bytes]:
        """Check each file, then all of them together."""
        files = data if isinstance(data, list | tuple) else [data]
        cleaned = [super(FilesField, self).clean(file, initial) for file in files]
        try:
            return pack(cleaned)
        except UploadRefused as error:
            raise forms.ValidationError(message(error.notice)) from error


class UploadForm(forms.Form):
    """An upload and what to do with it."""

    upload = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy(
            "One ZIP file of at most %(size)d MB, or texts ending in .txt. Nothing is imported yet."
        )
        % {"size": MAX_UPLOAD // 1024 // 1024},
        widget=FilesInput(attrs={"accept": ".zip,.txt"}),
    )
    draft = forms.BooleanField(
        label=gettext_lazy("Keep news as drafts"),
        required=False,
        help_text=gettext_lazy("Otherwise they go live with their own dates."),
    )
    testimonials = forms.BooleanField(
        label=gettext_lazy("Publish testimonials"),
        required=False,
        help_text=gettext_lazy("They name people whose consent is not recorded."),
    )


class UploadView(ArchivePageMixin, FormView[UploadForm]):
    """Take an upload and have it checked; nothing is imported yet."""

    template_name = "news/archive/upload.html"
    form_class = UploadForm
    page_title = gettext_lazy("New import")
    request: HttpRequest

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Keep the upload and ask for the preview."""
        name, data = form.cleaned_data["upload"]
        options = {name: form.cleaned_data[name] for name in ("draft", "testimonials")}
        run = ArchiveRun.objects.create(
            path=printable(name) or _("Uploaded texts"),
            state=ArchiveRun.State.CHECKING,
            user=user_of(self.request),
            options=options,
        )
        ArchiveUpload.objects.create(run=run, data=data)
        check_upload.enqueue(run.pk)
        messages.success(self.request, _("Uploaded. The preview tells what an import would do."))
        return redirect("archive:run", run.pk)
