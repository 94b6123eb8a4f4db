"""Whatever staff do, each address that was ever live answers with its page, in one hop."""

import pytest
from django.test import Client

from tests.metropol.renames import Staff, in_language

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(3))
def test_every_address_ever_live_leads_to_its_page(seed: int, client: Client, site: object) -> None:
    staff = Staff(seed)
    for language in ("de", "en", "de", "en"):
        in_language(language, staff, 12)
        staff.check(client)
    assert len(staff.owners) > 10
