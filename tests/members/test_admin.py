"""The list of testimonials in the admin."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from members import models as members
from metropol.setup.staff import CHIEF_EDITORS
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief() -> Client:
    """Chefredaktion."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name=CHIEF_EDITORS))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_testimonials_of_the_archive_are_found_by_their_consent(chief: Client) -> None:
    for name, origin in (("Ada", "archive"), ("Bert", "recorded"), ("Cleo", "withdrawn")):
        members.TestimonialIndexPage.objects.get().add_child(
            instance=members.TestimonialPage(
                title=name, person=name, quote_de="Gern.", consent_origin=origin
            )
        )
    address = reverse("testimonials:index")
    html = chief.get(address).content.decode()
    for words in ("Ada", "Bert", "Cleo", "aus dem Archiv"):
        assert words.lower() in html.lower()
    filtered = chief.get(address, {"consent_origin": "archive"})
    assert [page.title for page in filtered.context["object_list"]] == ["Ada"]
    assert reverse("testimonials:index") in chief.get(reverse("wagtailadmin_home")).content.decode()
