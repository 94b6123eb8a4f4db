"""The form of images in the admin."""

from copy import copy
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from metropol.pictures import PictureBroken, without_metadata


class PictureField(WagtailImageField):
    """Wagtail's field, which fails on a file that ends in the middle."""

    def to_python(self, data: Any) -> Any:
        """Return the checked file; a damaged one is refused with a message."""
        try:
            return super().to_python(data)
        except OSError as error:
            raise _damaged() from error


class PortalImageForm(BaseImageForm):
    """An image is stored without what its file tells beside the picture, such as the place."""

    file = PictureField(label=gettext_lazy("File"), widget=copy(BaseImageForm.Meta.widgets["file"]))

    def clean_file(self) -> Any:
        """Return the picture alone; what Wagtail checks has been checked."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        file.seek(0)
        try:
            data = without_metadata(file.read())
        except PictureBroken as error:
            raise _damaged() from error
        return SimpleUploadedFile(str(file.name), data, file.content_type or "")


def _damaged() -> forms.ValidationError:
    return forms.ValidationError(
        _("The picture is damaged. Please save it anew and upload it again.")
    )
