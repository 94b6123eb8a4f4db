"""An office that reads its mail."""

import pytest

from metropol.models import SiteSettings
from tests.metropol.contact.writing import OFFICE


@pytest.fixture
def office(db: None) -> None:
    """Let messages go to the office, and not to the address that visitors see."""
    SiteSettings.objects.update(email="public@region.example", contact_email=OFFICE)
