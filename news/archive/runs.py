"""The records of runs."""

from news.models import ArchiveRun


def stop_dead_runs() -> None:
    """Mark runs that were killed; to be called by whoever holds the lock of the import.

    Writes nothing where there is none.
    """
    state = ArchiveRun.State
    for run in ArchiveRun.objects.filter(state__in=(state.RUNNING, state.UNDOING)):
        was_undoing = run.state == state.UNDOING
        run.state = state.FINISHED if was_undoing else state.STOPPED
        run.save(update_fields=["state"])
