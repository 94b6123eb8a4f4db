"""The scores that Lighthouse gives the portal, as it runs in production, on a slow phone.

A portal with some content is made in a database of its own and served by gunicorn. Prints a
table in Markdown and, with exit status 1, the scores that were missed. Needs Node.js.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.chromium import CHROMIUM

VERSION = "12.8.2"
ADDRESS = "127.0.0.1:8791"
RUNS = 3
ATTEMPTS = 4
#: The least that is wanted of the median of the runs, in percent.
WANTED = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
METRICS = {
    "largest-contentful-paint": "LCP, ms",
    "total-blocking-time": "TBT, ms",
    "cumulative-layout-shift": "CLS",
    "total-byte-weight": "bytes",
}


def install(folder: Path) -> Path:
    """Return the command line program of Lighthouse, installed below ``folder``."""
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.exists():
        npm = shutil.which("npm")
        if npm is None:
            sys.exit("Lighthouse needs Node.js with npm.")
        wanted = ["--ignore-scripts", "--no-audit", "--no-fund", f"lighthouse@{VERSION}"]
        command = [npm, "install", "--loglevel=error", "--prefix", str(folder), *wanted]
        subprocess.run(command, check=True)
    return program


@contextmanager
def portal(folder: Path) -> Iterator[None]:
    """Serve a portal with content as in production; everything it needs is below ``folder``."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "metropol.settings.production",
        "SECRET_KEY": "benchmark-" + "0" * 60,
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "WAGTAILADMIN_BASE_URL": f"http://{ADDRESS}",
        "SECURE_SSL_REDIRECT": "false",
        "LOG_LEVEL": "WARNING",
    }
    subprocess.run([sys.executable, "-m", "tests.bench.portal"], check=True, env=environment)
    gunicorn = [
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        ADDRESS,
        "--workers",
        "1",
        "--no-control-socket",
    ]
    server = subprocess.Popen([*gunicorn, "tests.bench.wsgi:application"], env=environment)
    try:
        wait_for_answer(f"http://{ADDRESS}/de/")
        yield
    finally:
        server.terminate()
        server.wait()


def wait_for_answer(address: str) -> None:
    """Wait until the server is up. Raises URLError if it is not within a minute."""
    for attempt in range(60):
        try:
            urllib.request.urlopen(address).close()  # noqa: S310
        except urllib.error.URLError:
            if attempt == 59:
                raise
            time.sleep(1)
        else:
            return


def audit(program: Path, path: str, output: Path) -> dict[str, Any]:
    """Return the report of one run on the page at ``path``."""
    command = [
        shutil.which("node") or "node",
        str(program),
        f"http://{ADDRESS}{path}",
        "--quiet",
        "--output=json",
        f"--output-path={output}",
        f"--only-categories={','.join(WANTED)}",
        "--no-enable-error-reporting",
        "--chrome-flags=--headless=new --no-sandbox",
    ]
    environment = {**os.environ, "CHROME_PATH": str(CHROMIUM)}
    for _ in range(ATTEMPTS):
        # Now and then Chromium loses a trace; Lighthouse says so and asks for another run.
        done = subprocess.run(command, check=False, env=environment)
        report: dict[str, Any] = json.loads(output.read_text()) if output.exists() else {}
        if done.returncode == 0 and not report.get("runtimeError"):
            return report
    sys.exit(f"Lighthouse failed {ATTEMPTS} times on {path}.")


def figures(program: Path, path: str, output: Path) -> dict[str, float]:
    """Return the medians of scores (in percent) and metrics of the page at ``path``."""
    with urllib.request.urlopen(f"http://{ADDRESS}{path}") as warm:
        warm.read()
    reports = [audit(program, path, output) for _ in range(RUNS)]
    scores = {
        name: statistics.median(100 * each["categories"][name]["score"] for each in reports)
        for name in WANTED
    }
    metrics = {
        name: statistics.median(each["audits"][name]["numericValue"] for each in reports)
        for name in METRICS
    }
    return scores | metrics


def main() -> int:
    """Measure the pages, and print what was found."""
    from tests.bench.portal import PATHS

    cache = Path(tempfile.gettempdir()) / f"lighthouse-{VERSION}"
    missed = []
    with tempfile.TemporaryDirectory() as name, portal(Path(name)):
        program = install(cache)
        heads = [*WANTED, *METRICS.values()]
        sys.stdout.write(f"| Lighthouse {VERSION} | {' | '.join(heads)} |\n")
        sys.stdout.write("|---" * (len(heads) + 1) + "|\n")
        for path in PATHS:
            found = figures(program, path, Path(name) / "report.json")
            cells = [
                f"{found[key]:.3g}" if found[key] < 1 else f"{found[key]:.0f}" for key in found
            ]
            sys.stdout.write(f"| {path} | {' | '.join(cells)} |\n")
            sys.stdout.flush()
            missed += [f"{path}: {key}" for key, least in WANTED.items() if found[key] < least]
    sys.stdout.writelines(f"missed: {each}\n" for each in missed)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
