"""The login throttle: counts in the cache, nothing in the database, and a way out."""

import pytest
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from metropol.models import User

pytestmark = pytest.mark.django_db


@override_settings(AXES_ENABLED=True)
def test_ten_wrong_passwords_close_the_login_of_that_name_for_a_while(client: Client) -> None:
    User.objects.create_user("anna", "anna@example.org", "richtig-geheim")
    url = reverse("wagtailadmin_login")
    for _ in range(9):
        assert client.post(url, {"username": "anna", "password": "falsch"}).status_code == 200
    locked = client.post(url, {"username": "anna", "password": "falsch"})
    assert locked.status_code == 429
    assert reverse("wagtailadmin_password_reset") in locked.content.decode()
    right = client.post(url, {"username": "anna", "password": "richtig-geheim"})
    assert right.status_code == 429
    other = client.post(url, {"username": "bert", "password": "falsch"})
    assert other.status_code == 200
    assert not AccessAttempt.objects.exists()
    cache.clear()
