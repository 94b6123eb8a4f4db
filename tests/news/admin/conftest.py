"""Uploads, and the people who may import."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from metropol.setup.staff import CHIEF_EDITORS, EDITORS
from news.models import ArchiveRun
from tests.factories import UserFactory

type Upload = Callable[..., ArchiveRun]


def packed(**texts: str | bytes) -> bytes:
    """Return a ZIP file with texts called as the keywords, with ``.txt``."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(f"{name}.txt", text)
    return data.getvalue()


def login(group: str, email: str = "chef@example.org") -> Client:
    """Return the client of a new member of a group."""
    user = UserFactory(email=email)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def chief(db: None) -> Client:
    """Chefredaktion."""
    return login(CHIEF_EDITORS)


@pytest.fixture
def editor(db: None) -> Client:
    """Redaktion, who may not import."""
    return login(EDITORS)


@pytest.fixture
def upload(chief: Client) -> Upload:
    """Upload texts as a ZIP file and return the run, which has been checked."""

    def post(*, options: dict[str, Any] | None = None, **texts: str | bytes) -> ArchiveRun:
        file = SimpleUploadedFile("archiv.zip", packed(**texts))
        response = chief.post(reverse("archive:upload"), {"upload": file} | (options or {}))
        assert response.status_code == 302, response.context["form"].errors
        return ArchiveRun.objects.latest("pk")

    return post


@pytest.fixture
def imported(chief: Client, upload: Upload) -> Upload:
    """Upload texts, start the import, and return the run, which has ended."""

    def start(*, pairs: dict[str, str] | None = None, **texts: str | bytes) -> ArchiveRun:
        run = upload(**texts)
        chief.post(reverse("archive:start", args=[run.pk]), pairs or {})
        return ArchiveRun.objects.get(pk=run.pk)

    return start
