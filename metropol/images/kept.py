"""Uploads that wait for the rest of their form.

A browser forgets a chosen file when a form comes back with an error. So the file is kept where
Wagtail's upload of several images keeps it, and the form carries its key.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadedfile import UploadedFile as Upload
from django.utils import timezone
from wagtail.models import UploadedFile

from metropol.models import PortalImage

#: How long a file waits for the rest of its form.
KEPT = timedelta(days=7)


def find(user: Any, key: Any) -> UploadedFile | None:
    """Return the kept upload ``key`` of ``user``; None for anybody else's and for nonsense."""
    if user is None or not str(key).isdecimal() or len(str(key)) > 9:
        return None
    return _kept().filter(pk=int(key), uploaded_by_user=user).first()


def read(kept: UploadedFile) -> "Upload[Any] | None":
    """Return what was uploaded, as if it were uploaded again; None if the file is gone."""
    try:
        with kept.file.open() as file:
            return SimpleUploadedFile(name_of(kept), file.read())
    except OSError:
        return None


def keep(user: Any, upload: "Upload[Any]") -> UploadedFile:
    """Store an upload until its form is complete."""
    return UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(PortalImage),
        file=upload,
        uploaded_by_user=user,
    )


def forget(kept: UploadedFile) -> None:
    """Delete an upload that has become an image, or was replaced."""
    kept.file.delete(save=False)
    kept.delete()


def name_of(kept: UploadedFile) -> str:
    """Return the name of a kept file."""
    return str(kept.file.name).rpartition("/")[2]


def forget_old() -> int:
    """Delete what waits for longer than ``KEPT``, and return how many files that were."""
    old = list(_old())
    for kept in old:
        forget(kept)
    return len(old)


def _old() -> Iterator[UploadedFile]:
    limit = timezone.now() - KEPT
    for kept in _kept():
        uploaded_at = None
        with suppress(OSError):
            uploaded_at = kept.file.storage.get_modified_time(kept.file.name)
        if uploaded_at is None or uploaded_at < limit:
            yield kept


def _kept() -> Any:
    return UploadedFile.objects.filter(
        for_content_type=ContentType.objects.get_for_model(PortalImage)
    )
