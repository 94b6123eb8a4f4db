"""The people who work in the admin."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff.

    A model of its own from the start, because it cannot be swapped later. The language of
    the admin is Wagtail's user preference.
    """
