"""The command killed again and again, at any moment: what it leaves is that of one whole run."""

import random
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.bench.generator import write_archive
from tests.news.processes import Database
from tests.news.standby import WINDOW

SEED = 20_111_209
DOCUMENTS = 3 * WINDOW
KILLS = 10


def seconds_of_whole_run(database: Database, folder: Path) -> float:
    """Import the folder, and return the seconds that took."""
    with database.standby("import_archive", folder) as run:
        started = time.monotonic()
        assert run(120) == 0
        return time.monotonic() - started


def kill_again_and_again(database: Database, folder: Path, work: float) -> int:
    """Kill the command before its first write, near its end and between; return how often.

    Each moment is counted from the beginning of the whole work: what is stored is not read again.
    """
    chance = random.Random(SEED)
    kills = 0
    with database.standby("import_archive", folder) as run:
        for number in range(KILLS):
            goal = (number + chance.random()) / KILLS
            stored = database.number("news_archiveitem") / DOCUMENTS
            status = run(max(goal - stored, 0.05) * work)
            assert status in (0, -signal.SIGKILL)
            kills += status != 0
            database.wait_until_alone()
    return kills


def test_command_killed_ten_times_leaves_what_one_run_leaves(
    tmp_path: Path, new_database: Callable[[], Database]
) -> None:
    folder = write_archive(tmp_path / "in", DOCUMENTS)
    whole, killed = new_database(), new_database()
    work = seconds_of_whole_run(whole, folder)

    last = max(folder.rglob("*.txt"))
    text = last.read_bytes()
    last.unlink()  # so that there is something left for the last run, however fast the others are
    kills = kill_again_and_again(killed, folder, work)
    assert kills >= KILLS // 2
    last.write_bytes(text)
    process = killed.start("import_archive", folder)
    _, error = process.communicate(timeout=120)
    assert (process.returncode, error) == (0, "")

    with ThreadPoolExecutor() as pool:
        expected, found = pool.map(Database.description, (whole, killed))
    del expected["runs"]
    check_runs(found.pop("runs"), kills)
    check_is_whole(found)
    for part, content in expected.items():
        assert found[part] == content, part


def check_runs(runs: list[tuple[str, dict[str, int], dict[str, int]]], kills: int) -> None:
    """Check the states of the runs that changed something, and their counts."""
    *states, last = [state for state, _, _ in runs]
    assert last == "finished"
    assert "stopped" in states
    assert states.count("stopped") <= kills
    assert states.count("finished") <= KILLS - kills
    assert set(states) <= {"stopped", "finished"}
    for _, counts, outcomes in runs:
        assert {status: number for status, number in counts.items() if number} == outcomes


def check_is_whole(found: dict[str, Any]) -> None:
    """Check tree, revisions and indexes of a whole import, and that nothing is there twice."""
    assert found["fixtree"].count("No problems found") == 2  # pages and collections
    assert len(found["items"]) == len(found["digests"]) == DOCUMENTS
    assert len({item["file"] for item in found["items"]}) == DOCUMENTS
    pages = [page for page in found["pages"] if page["type"] == "news.NewsPage"]
    created = [item for item in found["items"] if item["status"] == "created"]
    titles = sorted(page["title"] for page in pages)
    assert titles == sorted(item["headline"] for item in created) == found["found"]
    assert len(set(titles)) == len(titles)
    assert all(page["is latest"] and page["is live revision"] for page in pages)
    assert {page["revisions"] for page in pages} == {1}
    assert all(len(page["words"]) == 1 for page in pages)
    for page in pages:
        targets = sum(1 for _, _, target in page["links"] if target)
        assert len(page["references"]) == targets + bool(page["section"])
