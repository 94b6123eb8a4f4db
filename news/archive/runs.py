"""The records of runs."""

from collections import Counter

from news.archive.outcome import STATUSES
from news.models import ArchiveRun


def stop_dead_runs() -> None:
    """Mark runs that were killed; to be called by whoever holds the lock of the import.

    Their counts are those of what they stored. Writes nothing where there is no such run.
    """
    state = ArchiveRun.State
    for run in ArchiveRun.objects.filter(state__in=(state.RUNNING, state.UNDOING)):
        if run.state == state.UNDOING:
            run.state = state.FINISHED
        else:
            run.state = state.STOPPED
            stored = Counter(run.outcomes.values_list("status", flat=True))
            run.counts = {name: stored[name] for name in STATUSES}
        run.save(update_fields=["state", "counts"])
