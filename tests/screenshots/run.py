"""``make screenshots``: take the pictures of the documents anew, all or those that are named.

The demo runs on a free port with database, media, mails and passwords in a temporary folder, so
nobody's own demo is touched.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.chromium import ARGUMENTS, CHROMIUM
from tests.screenshots import clock
from tests.screenshots.registry import FOLDER, ROOT, file, pictures

#: The address of the portal in pictures; the browser knows where it really is.
HOST = "portal.example"
#: Larger files are named: a repository keeps each version of them.
LIMIT = 80_000
#: Seconds until the demo must answer.
PATIENCE = 240


def main(wanted: list[str]) -> int:
    """Take the pictures and return the exit status."""
    if not CHROMIUM.exists():
        sys.stderr.write(f"{CHROMIUM} is missing: install the package chromium.\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="screenshots-") as folder:
        port = _free_port()
        os.environ |= _environment(Path(folder))
        clock.stop()
        with _demo(Path(folder), port):
            return _take(wanted, Path(folder), port)


def _environment(folder: Path) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "metropol.settings.development",
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "CACHE_URL": "locmemcache://",
        "MEDIA_ROOT": str(folder / "media"),
        "MAIL_FOLDER": str(folder / "mails"),
        "DEMO_ACCOUNTS": str(folder / "accounts.json"),
        "BASE_URL": f"http://{HOST}",
        "ALLOWED_HOSTS": HOST,
        "DEBUG": "true",
        "TIME_ZONE": "Europe/Berlin",
        # Playwright runs an event loop in the thread that prepares the content.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _demo(folder: Path, port: int) -> Iterator[None]:
    """Run the demo until it answers; raise RuntimeError with what it said if it does not."""
    log = folder / "demo.log"
    command = [sys.executable, "-m", "tests.screenshots.demo", f"127.0.0.1:{port}"]
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
    try:
        if not _answers(server, port):
            raise RuntimeError(f"The demo did not start:\n{log.read_text()}")
        yield
    finally:
        server.terminate()
        server.wait()


def _answers(server: "subprocess.Popen[bytes]", port: int) -> bool:
    request = Request(f"http://127.0.0.1:{port}/admin/login/", headers={"Host": HOST})
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(request, timeout=30):  # noqa: S310 - the own demo
                return True
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.5)
    return False


def _take(wanted: list[str], folder: Path, port: int) -> int:
    import django

    django.setup()
    from django.utils import translation
    from playwright.sync_api import sync_playwright

    from tests.screenshots import content
    from tests.screenshots.studio import Studio, small

    known = pictures()
    if unknown := set(wanted) - set(known):
        sys.stderr.write(f"No such pictures: {', '.join(sorted(unknown))}\n")
        return 1
    FOLDER.mkdir(exist_ok=True)
    place = f"--host-resolver-rules=MAP {HOST}:80 127.0.0.1:{port}"
    with translation.override("de"), sync_playwright() as playwright:
        content.prepare()
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*ARGUMENTS, place, "--hide-scrollbars"]
        )
        studio = Studio(browser, f"http://{HOST}", folder / "accounts.json")
        for name, take in known.items():
            if not wanted or name in wanted:
                data = small(take(studio))
                file(name).write_bytes(data)
                note = f"  more than {LIMIT}" if len(data) > LIMIT else ""
                sys.stdout.write(f"{len(data):>7} {file(name).relative_to(ROOT)}{note}\n")
                sys.stdout.flush()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
