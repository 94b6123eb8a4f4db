"""``python -m tests.screenshots.demo ADDRESS``: the demo, at the time of the pictures."""

import sys
from pathlib import Path

from tests.screenshots import clock

clock.stop()

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

ARCHIVE = "news/archive/sample"

if __name__ == "__main__":
    django.setup()
    # What is typed for one picture is not to be saved for the next one.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    with clock.ago(days=30):
        # What every portal starts with is not from today.
        call_command("migrate", verbosity=0)
        call_command("setup_site")
        pairs = Path(ARCHIVE, "pairs.csv")
        call_command("import_archive", ARCHIVE, publish_testimonials=True, pairs=pairs)
    call_command("demo", archive=ARCHIVE, address=sys.argv[1])
