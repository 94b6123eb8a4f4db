"""``manage.py demo_accounts``: people to log in as in the demo."""

import json
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from metropol.setup.staff import CHIEF_EDITORS, EDITORS, TRANSLATORS

#: User name and group; the administrator needs none.
ACCOUNTS = {
    "admin": None,
    "chefredaktion": CHIEF_EDITORS,
    "redaktion": EDITORS,
    "uebersetzung": TRANSLATORS,
}


class Command(BaseCommand):
    """Make a user for each group and an administrator, and print their passwords.

    The passwords are random; they are kept in a file (``DEMO_ACCOUNTS``), readable by its owner
    only, so that each start of the demo can print them again.
    """

    help = "Make the accounts of the demo and print their passwords. Not for production."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the accounts that are missing; leave the others alone."""
        if not settings.DEBUG:
            raise CommandError(_("Demo accounts are made in development only."))
        file = Path(os.environ.get("DEMO_ACCOUNTS") or settings.BASE_DIR / "demo-accounts.json")
        passwords = json.loads(file.read_text()) if file.exists() else {}
        users = get_user_model()
        for name, group in ACCOUNTS.items():
            if known := users.objects.filter(username=name).first():
                if not known.check_password(passwords.get(name, "")):
                    passwords.pop(name, None)
                continue
            passwords[name] = secrets.token_urlsafe(9)
            user = users(username=name, email=f"{name}@example.org", is_superuser=group is None)
            user.is_staff = user.is_superuser
            user.set_password(passwords[name])
            user.save()
            if group:
                user.groups.add(Group.objects.get(name=group))
        file.touch()
        file.chmod(0o600)
        file.write_text(json.dumps(passwords, indent=1))
        self.stdout.write(
            _("Log in at %(url)s/admin/ as:") % {"url": settings.WAGTAILADMIN_BASE_URL}
        )
        for name in ACCOUNTS:
            self.stdout.write(f"  {name:<14} {passwords.get(name, _('(password changed)'))}")
