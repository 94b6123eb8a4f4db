"""The form of images in the admin, the same for each way to upload one."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile as Upload
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.models import UploadedFile

from metropol.images import kept
from metropol.images.licences import LicenceInput
from metropol.models import EnglishState
from metropol.pictures import PictureBroken, without_metadata


class PictureField(WagtailImageField):
    """Wagtail's field in plainer words; it fails on a file that ends in the middle."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages |= {
            "invalid_image": _("The file is no image, or a damaged one. Please choose another."),
            "invalid_image_known_format": _(
                "The file is a %(image_format)s image, but its name ends in .%(extension)s."
                " Please rename it, or save it anew."
            ),
        }
        if self.max_image_pixels:
            limit = self.max_image_pixels // 1_000_000
            self.error_messages["file_too_many_pixels"] = _(
                "The picture has more than %(limit)s megapixels. Please save it in a smaller size."
            ) % {"limit": limit}

    def to_python(self, data: Any) -> Any:
        """Return the checked file; a damaged one is refused with a message."""
        try:
            return super().to_python(data)
        except forms.ValidationError:
            raise
        except Exception as error:  # decoders raise almost anything on damaged files
            raise _damaged() from error


class PortalImageForm(BaseImageForm):
    """An image is stored without what its file tells beside the picture, such as the place.

    A form that comes back with an error keeps its file (metropol.images.kept). Wagtail's upload
    of several images keeps files itself: its first request has no field ``kept``.
    """

    data: Any
    files: Any

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        self.kept: UploadedFile | None = None
        if field := self.fields.get("credit"):
            field.error_messages["required"] = _("Please say who made the image.")
        if field := self.fields.get("licence"):
            field.widget = LicenceInput(field.widget.attrs)
        if "file" in self.fields:
            self._prepare_file()
        if self.instance.english_state == EnglishState.OUTDATED:
            self.fields["english_is_right"] = forms.BooleanField(
                label=_("The English texts are still right"),
                help_text=_("German has changed since they were written."),
                required=False,
            )

    def full_clean(self) -> None:
        """Check the form, and keep the file if something else is wrong."""
        super().full_clean()
        if self.errors and "file" in self.fields and self.add_prefix("kept") in self.data:
            self._keep_file()

    def clean_file(self) -> Any:
        """Return the picture alone; what Wagtail checks has been checked.

        It is written into the upload itself, so that nobody stores what it was before.
        """
        file = self.cleaned_data["file"]
        if not isinstance(file, Upload) or self.is_kept_file:
            return file
        file.seek(0)
        try:
            data = without_metadata(file.read())
        except PictureBroken as error:
            raise _damaged() from error
        file.seek(0)
        file.truncate()
        file.write(data)
        file.flush()
        file.seek(0)
        file.size = len(data)
        return file

    def save(self, commit: bool = True) -> Any:
        """Save the image; its file needs not be kept beside it any more."""
        if self.cleaned_data.get("english_is_right"):
            self.instance.confirm_english()
        image = super().save(commit=commit)
        if commit and self.kept:
            kept.forget(self.kept)
        return image

    def _prepare_file(self) -> None:
        """Take a field that refuses damaged files, and the file that was kept."""
        plain = self.fields["file"]
        self.fields["file"] = PictureField(
            label=plain.label, widget=plain.widget, required=plain.required
        )
        self.fields["kept"] = forms.CharField(required=False, widget=forms.HiddenInput)
        name = self.add_prefix("file")
        self.kept = kept.find(self.user, self.data.get(self.add_prefix("kept"), ""))
        upload = kept.read(self.kept) if self.kept and name not in self.files else None
        self.is_kept_file = upload is not None
        if upload:
            self.files = MultiValueDict(self.files)
            self.files[name] = upload

    def _keep_file(self) -> None:
        """Keep a good file for the next try, and say so."""
        upload = self.cleaned_data.get("file")
        if isinstance(upload, Upload) and self.user is not None and not self.is_kept_file:
            if self.kept:
                kept.forget(self.kept)
            self.kept = kept.keep(self.user, upload)
            self.data = self.data.copy()
            self.data[self.add_prefix("kept")] = str(self.kept.pk)
        if self.kept:
            self.fields["file"].required = False
            self["file"].help_text = _(
                "“%(name)s” is uploaded already. Choose a file only to take another one."
            ) % {"name": upload.name if upload else kept.name_of(self.kept)}


def _damaged() -> forms.ValidationError:
    return forms.ValidationError(
        _("The picture is damaged. Please save it anew and upload it again.")
    )
