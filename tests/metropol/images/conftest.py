"""A way to upload, and the files that are left."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.metropol.images.uploading import WAYS, Outcome


@pytest.fixture(params=WAYS)
def upload(request: pytest.FixtureRequest) -> Callable[..., Outcome]:
    """Each way to upload a file."""
    return WAYS[request.param]


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """An empty folder for uploads."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path
