"""What the admin has done in the background: check an upload, import it, undo a run.

A web process only asks for it; ``manage.py db_worker`` does it.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import sleep

from django.contrib.auth import get_user_model
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _

from metropol.notify import admin_address, mail_chief_editors
from news.archive import leftovers
from news.archive.loader import Loader
from news.archive.lock import ImportRunning, import_lock
from news.archive.messages import as_json
from news.archive.outcome import Options
from news.archive.reader import ArchiveUnusable, entries
from news.archive.record import notice
from news.archive.runs import stop_dead_runs
from news.archive.undo import undo
from news.archive.upload import UploadRefused, unpacked
from news.archive.writer import SiteNotSetUp
from news.models import ArchiveRun, ArchiveUpload

logger = logging.getLogger(__name__)
State = ArchiveRun.State
#: How often the lock is asked for.
MOMENTS = 5


@task(backend="background")
def check_upload(key: int) -> None:
    """Read an upload as a dry run; the outcomes are the preview."""
    run = ArchiveRun.objects.get(pk=key)
    with _reported(run, State.FAILED):
        _load(run, is_dry=True)
        run.state = State.CHECKED
        run.save(update_fields=["state"])


@task(backend="background")
def import_upload(key: int) -> None:
    """Import an upload; Chefredaktion gets a mail if that fails."""
    run = ArchiveRun.objects.get(pk=key)
    with _reported(run, State.FAILED, tell=_import_failed), _lock():
        _begin(run)
        _load(run, is_dry=False)
        if not run.counts.get("failed"):  # else it can be run again
            run.upload.delete()
    if run.counts.get("failed"):
        mail_chief_editors(lambda: _import_failed(run))


@task(backend="background")
def undo_run(key: int, user: int | None = None) -> None:
    """Undo a run; what was kept is named in ``error``."""
    run = ArchiveRun.objects.get(pk=key)
    with _reported(run, State.FINISHED, tell=_undo_failed), _lock():
        run.state = State.UNDOING
        run.save(update_fields=["state"])
        undone = undo(run, get_user_model().objects.filter(pk=user or 0).first())
        titles = [str(each) for each in undone.kept]
        kept = notice("undo-kept", count=len(titles), titles=", ".join(titles[:20]))
        ArchiveUpload.objects.filter(run=run).delete()
        run.error = as_json(kept) if titles else None
        run.save(update_fields=["error"])


@task(backend="background")
def match_links(key: int) -> None:
    """Give link names the clusters that staff have chosen for them."""
    _change_in_bulk(key, leftovers.match_links)


@task(backend="background")
def place_pictures(key: int) -> None:
    """Put the pictures in their places that staff have chosen for them."""
    _change_in_bulk(key, leftovers.place_pictures)


def _change_in_bulk(key: int, change: Callable[[ArchiveRun], int]) -> None:
    run = ArchiveRun.objects.get(pk=key)
    with _reported(run, State.FAILED, tell=_import_failed), _lock():
        _begin(run)
        run.counts = {"updated": change(run)}
        run.state, run.finished_at = State.FINISHED, timezone.now()
        run.save(update_fields=["counts", "state", "finished_at"])


@contextmanager
def _lock() -> Iterator[None]:
    """Hold the lock of the import; a page of the admin may have it for a moment."""
    for _attempt in range(MOMENTS):
        try:
            with ExitStack() as stack:
                stack.enter_context(import_lock())
                held = stack.pop_all()
            break
        except ImportRunning:
            sleep(0.2)
    else:
        raise ImportRunning
    with held:
        yield


def _begin(run: ArchiveRun) -> None:
    stop_dead_runs()
    run.state, run.error, run.started_at = State.RUNNING, None, timezone.now()
    run.save(update_fields=["state", "error", "started_at"])


def _load(run: ArchiveRun, *, is_dry: bool) -> None:
    """Run the import over the upload; the run keeps the outcomes."""
    options = Options(
        path=run.path,
        dry_run=is_dry,
        full=is_dry,
        draft=run.options.get("draft", False),
        publish_testimonials=run.options.get("testimonials", False),
        pairs={} if is_dry else run.pairs,
        source=f"upload:{run.pk}",
    )
    with unpacked(bytes(run.upload.data)) as folder:
        run.total = sum(1 for _entry in entries(folder))
        run.outcomes.all().delete()
        run.counts = {}
        run.save(update_fields=["total", "counts"])
        for _outcome in Loader(options, run.user, run).load(entries(folder), timezone.localdate()):
            pass


@contextmanager
def _reported(
    run: ArchiveRun,
    state: str,
    tell: Callable[[ArchiveRun], tuple[str, str]] | None = None,
) -> Iterator[None]:
    """Put into the run's record why the block failed, with its state then, and tell staff."""
    try:
        yield
    except (ArchiveUnusable, UploadRefused) as error:
        reason = error.notice
    except ImportRunning:
        reason = notice("import-running")
    except SiteNotSetUp:
        reason = notice("site-not-set-up")
    except Exception as error:
        logger.exception("Run %d failed", run.pk)
        reason = notice("run-failed", error=type(error).__name__)
    else:
        return
    run.state, run.error = state, as_json(reason)
    run.save(update_fields=["state", "error"])
    if tell:
        mail_chief_editors(lambda: tell(run))


def _import_failed(run: ArchiveRun) -> tuple[str, str]:
    return _("Import failed: %(path)s") % {"path": run.path[:80]}, _text(
        _("The import of “%(path)s” failed, or some of its files did. The report tells why:"),
        run,
    )


def _undo_failed(run: ArchiveRun) -> tuple[str, str]:
    return _("Undoing an import failed: %(path)s") % {"path": run.path[:80]}, _text(
        _("The import of “%(path)s” could not be undone. The report tells why:"), run
    )


def _text(text: str, run: ArchiveRun) -> str:
    return f"{text % {'path': run.path}}\n\n{admin_address('archive:run', run.pk)}\n"
