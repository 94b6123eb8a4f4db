"""Settings of the tests: nothing leaves the process."""

import tempfile

from metropol.settings.base import *  # noqa: F403
from metropol.settings.base import TASKS, WAGTAILSEARCH_BACKENDS

DEBUG = False
STYLEGUIDE = True
SECRET_KEY = "tests-only-" + "0" * 50
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
MEDIA_ROOT = tempfile.mkdtemp(prefix="metropol-media-")
AXES_ENABLED = False
SILENCED_SYSTEM_CHECKS = ["axes.W001"]
TASKS["background"] = {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}
# The tests that search in the admin switch it on (fixture admin_search): it is a tenth of the time
# of all others.
WAGTAILSEARCH_BACKENDS["default"]["AUTO_UPDATE"] = False
