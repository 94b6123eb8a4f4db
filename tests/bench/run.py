"""``make bench``: how fast the import is, as ratios within one run on one machine.

Archives of 1,000 and 10,000 generated documents are imported into databases of their own, next
to a naive loop over the same records (``add_child`` and ``save_revision().publish()``). Prints a
table in Markdown and, with exit status 1, the limits that were missed.
"""

import datetime
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from itertools import batched
from pathlib import Path
from statistics import median
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

SIZES = (1_000, 10_000, 1_000)
"""The small archive comes before and after the large one: machines change their speed."""
NAIVE = 200
"""Records of the naive loop: its time per page does not depend on their number."""
TODAY = datetime.date(2026, 1, 1)


def seconds(action: Callable[[], Any]) -> float:
    """Return how long an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


@contextmanager
def fresh_database() -> Iterator[None]:
    """Set a portal up in a new database, which is gone afterwards."""
    from django.test.utils import setup_databases, teardown_databases

    old = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("setup_site", stdout=StringIO())
        yield
    finally:
        teardown_databases(old, verbosity=0)


def parse(folder: Path) -> float:
    """Return the time that parsing the content of every file takes, without reading it."""
    from news.archive.parser import parse_bytes

    total = 0.0
    for path in folder.rglob("*.txt"):
        data = path.read_bytes()
        start = time.perf_counter()
        parse_bytes(data, today=TODAY)
        total += time.perf_counter() - start
    return total


def records(folder: Path, count: int) -> list[Any]:
    """Return the records of the first German items."""
    from news.archive.reader import entries, parse_entry

    found = (parse_entry(entry, today=TODAY).record for entry in entries(folder))
    german = (record for record in found if record and record.language == "de")
    return next(batched(german, count))  # type: ignore[return-value]


def import_naively(found: list[Any]) -> None:
    """Make the same page of each record as one does who knows Wagtail's documentation."""
    from clusters.matching import ClusterMatcher
    from clusters.models import ClusterPage
    from news.archive.content import fill, texts
    from news.models import NewsIndexPage, NewsLink, NewsPage, NewsSection

    index = NewsIndexPage.objects.get()
    matcher = ClusterMatcher.from_database()
    clusters = {page.key: page for page in ClusterPage.objects.all()}
    for record in found:
        page = NewsPage(live=False)
        fill(page, record)
        if record.section:
            page.section, _ = NewsSection.objects.get_or_create(name_de=record.section)
        keys = {key for text in texts(record) for key in matcher.find_in(text)}
        targets = [matcher.match_name(name) for name in record.links]
        page.clusters = [clusters[key] for key in keys | {*filter(None, targets)}]
        page.links = [
            NewsLink(label_de=name, target=clusters.get(target))
            for name, target in zip(record.links, targets, strict=True)
        ]
        index.add_child(instance=page)
        page.save_revision().publish()


def run_import(folder: Path) -> None:
    """Import a folder as the command does."""
    call_command("import_archive", str(folder), stdout=StringIO())


def report_queries() -> int:
    """Return how many queries the report of translations needs for all pages."""
    from django.contrib.auth.models import Group
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from metropol.models import User
    from metropol.setup.staff import CHIEF_EDITORS

    user = User.objects.create_user("bench")
    user.groups.add(Group.objects.get(name=CHIEF_EDITORS))
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    for _ in range(2):  # the first fills caches
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("translations_report"))
    return len(queries)


def search_time() -> float:
    """Return the median time of a visitor's searches: one word, two, a typing error."""
    from django.test import Client

    from tests.bench.generator import PLACES

    client = Client(SERVER_NAME="localhost")
    queries = [*PLACES, *(f"{place} Netzwerk" for place in PLACES), "Netzwrek", "Folge 17"]
    client.get("/de/suche/", {"q": queries[0]})
    return median(seconds(lambda q=q: client.get("/de/suche/", {"q": q})) for q in queries)


def measure(size: int) -> dict[str, float]:
    """Return the figures for an archive of ``size`` documents."""
    from news.models import NewsPage
    from tests.bench.generator import write_archive

    with tempfile.TemporaryDirectory() as name, fresh_database():
        folder = write_archive(Path(name), size)
        some = records(folder, NAIVE)
        import_naively(some[:20])  # caches are warm for both
        naive = seconds(lambda: import_naively(some[20:])) / (len(some) - 20)
        NewsPage.objects.all().delete()
        parsing = parse(folder)
        first = seconds(lambda: run_import(folder))
        pages = NewsPage.objects.count()
        second = seconds(lambda: run_import(folder))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        queries = report_queries()
        search = search_time()
    return {
        "size": size,
        "pages": pages,
        "naive": 1 / naive,
        "import": pages / first,
        "faster": naive * pages / first,
        "each": 1000 * first / size,
        "second": first / second,
        "parsing": first / parsing,
        "queries": queries,
        "search": 1000 * search,
        "memory": memory,
    }


def report(small: dict[str, float], large: dict[str, float]) -> list[str]:
    """Return the table."""
    rows = [
        ("pages made", "pages", "{:,.0f}", ""),
        ("naive loop, pages a second", "naive", "{:.1f}", ""),
        ("import, pages a second", "import", "{:.0f}", ""),
        ("import faster than the naive loop", "faster", "{:.1f} ×", "at least 15 ×"),
        ("time per document", "each", "{:.1f} ms", "at 10,000 at most 1.3 × that at 1,000"),
        ("second run faster than the first", "second", "{:.0f} ×", "at least 20 ×"),
        ("parsing alone faster than the import", "parsing", "{:.0f} ×", "at least 20 ×"),
        ("queries of the report of translations", "queries", "{:.0f}", "at most 12"),
        ("a visitor's search", "search", "{:.0f} ms", "at 10,000 at most 8 × that at 1,000"),
        ("peak memory", "memory", "{:.0f} MB", "under 300 MB"),
    ]
    database = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    lines = [f"| {database} | 1,000 | 10,000 | wanted |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {form.format(small[key])} | {form.format(large[key])} | {wanted} |"
        for name, key, form, wanted in rows
    ]
    return lines


def missed(small: dict[str, float], large: dict[str, float]) -> list[str]:
    """Return the limits that were missed; that of the naive loop is for PostgreSQL."""
    limits = {
        "15 times the naive loop": connection.vendor == "sqlite"
        or min(small["faster"], large["faster"]) >= 15,
        "1.3 times the time per document": large["each"] <= 1.3 * small["each"],
        "second run 20 times faster": large["second"] >= 20,
        "parsing 20 times faster": min(small["parsing"], large["parsing"]) >= 20,
        "12 queries of the report": large["queries"] <= 12,
        "8 times the search": large["search"] <= 8 * small["search"],
        "300 MB": large["memory"] < 300,
        "memory does not grow": large["memory"] <= small["memory"] + 30,
    }
    return [name for name, holds in limits.items() if not holds]


def main() -> int:
    """Measure each size in a process of its own, so that memory is that of one import."""
    if len(sys.argv) == 2:
        django.setup()
        settings.WAGTAILSEARCH_BACKENDS["default"]["AUTO_UPDATE"] = True  # as every portal has it
        sys.stdout.write(repr(measure(int(sys.argv[1]))))
        return 0
    figures = []
    for size in SIZES:
        command = [sys.executable, "-m", "tests.bench.run", str(size)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        figures.append(eval(done.stdout))  # noqa: S307 - what measure() returned
    before, large, after = figures
    small = {name: (before[name] + after[name]) / 2 for name in before}
    django.setup()
    cores = os.cpu_count()
    sys.stdout.write(f"{platform.machine()}, {cores} cores, Python {platform.python_version()}\n\n")
    sys.stdout.writelines(f"{line}\n" for line in report(small, large))
    bad = missed(small, large)
    sys.stdout.writelines(f"missed: {name}\n" for name in bad)
    return int(bool(bad))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "metropol.settings.test")
    sys.exit(main())
