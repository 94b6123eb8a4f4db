"""Pictures of the site as visitors see it."""

from tests.screenshots.registry import picture
from tests.screenshots.studio import Studio


@picture
def home(studio: Studio) -> bytes:
    """The home page."""
    return studio.window(studio.visitor("/de/"))
