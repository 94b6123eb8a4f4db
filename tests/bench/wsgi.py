"""The portal that is measured and, as from the proxy in front of it, its media files."""

from django.conf import settings
from whitenoise import WhiteNoise

from metropol.wsgi import application as portal

application = WhiteNoise(
    portal, root=settings.MEDIA_ROOT, prefix="media/", autorefresh=True, max_age=31_536_000
)
