"""WSGI entry point of the production servers (gunicorn metropol.wsgi)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "metropol.settings.production")

application = get_wsgi_application()
