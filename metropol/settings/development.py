"""A look on one's own machine: no environment variable is needed."""

from metropol.settings.base import *  # noqa: F403
from metropol.settings.base import MIDDLEWARE, env

DEBUG = env.bool("DEBUG", default=True)
# The page that helps visitors where nothing is can be seen here too.
MIDDLEWARE = [*MIDDLEWARE, "metropol.middleware.OwnNotFoundMiddleware"]
STYLEGUIDE = True
SILENCED_SYSTEM_CHECKS = ["axes.W001"]  # one process: its memory is a good enough cache
# Good for one's own machine only; production refuses to start without its own.
SECRET_KEY = env("SECRET_KEY", default="development-only-" + "0" * 40)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
# On one's own machine a report of an error may tell all of it.
DEFAULT_EXCEPTION_REPORTER = "django.views.debug.ExceptionReporter"
# Mails go to the terminal, or into a folder.
if folder := env("MAIL_FOLDER", default=""):
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": folder},
        }
    }
else:
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
