"""Run the import: read the files window by window, decide what each is to the site, store it.

A file is known by the digest of its content, an item by family, headline and date. What can be
stored together is one transaction; if that fails, its files are stored one by one, so that one
bad file never stops the run.
"""

import datetime
import logging
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils import timezone

from metropol.languages import GERMAN
from news.archive import pairs, testimonials
from news.archive.cluster_links import ClusterLinks
from news.archive.ledger import Ledger, Seen, identity
from news.archive.names import printable
from news.archive.outcome import STATUSES, STORED, Options, Outcome, Waiting
from news.archive.queue import importing
from news.archive.reader import Entry, parse_plain, read_plain
from news.archive.record import Notice, Parsed, Plain, Record, Status, notice
from news.archive.review import limit_reason, review_reason
from news.archive.windows import resting_collector, windows
from news.archive.writer import Plan, Writer, find_parents
from news.models import ArchiveRun

logger = logging.getLogger(__name__)

#: Files that are read before the database is asked about them, and at most stored together.
WINDOW = 200


class Loader:
    """One run of the import.

    ``run`` is the stored run if somebody sees to it already; otherwise its record is made with
    its first change, so that a run without any leaves nothing.
    """

    def __init__(self, options: Options, user: Any = None, run: ArchiveRun | None = None) -> None:
        """Prepare a run; raises SiteNotSetUp if there is nowhere to put the pages."""
        find_parents()
        self.options = options
        self.user = user
        self.run = run
        self.counts = dict.fromkeys(STATUSES, 0)
        self._ledger = Ledger()
        self._clusters = ClusterLinks()
        self._writer = Writer(options, user, self._clusters)
        self._waiting = Waiting()
        self._pending: list[Plan] = []
        #: Digests, identities and pages of what is pending.
        self._busy: set[Any] = set()
        self._deferred: list[tuple[int, Entry]] = []
        #: The English headlines of what has been translated in this run.
        self._translated: dict[str, str] = {}
        #: In a dry run, what would become pages, by their files.
        self._translatable: dict[str, Record] = {}

    def load(self, entries: Iterable[Entry], today: datetime.date) -> Iterator[Outcome]:
        """Load the entries, and yield how each ended, in their order but for translations.

        Confirmed translations come last, when the pages that they belong to are there. An
        outcome's ``number`` is its place in the order of the entries.
        """
        for window in windows(entries, WINDOW):
            with resting_collector():
                outcomes = self._load_window(window, today)
            yield from outcomes
        for translations in batched(self._deferred, WINDOW):
            yield from self._load_window(translations, today, are_translations=True)
        if self.options.publish_testimonials and not self.options.dry_run:
            for page in testimonials.waiting_pool():
                testimonials.publish(page, self.stored_run())
        self.finish()

    def finish(self) -> None:
        """Store that the run has ended, if it has left anything."""
        self._save_progress()
        if self.run and not self.options.dry_run:
            self.run.finished_at = timezone.now()
            self.run.state = ArchiveRun.State.FINISHED
            self.run.save(update_fields=["finished_at", "state"])

    def _load_window(
        self,
        window: Iterable[tuple[int, Entry]],
        today: datetime.date,
        *,
        are_translations: bool = False,
    ) -> list[Outcome]:
        if not are_translations:
            self._deferred += [each for each in window if self._is_translation(each[1])]
            window = [each for each in window if not self._is_translation(each[1])]
        outcomes, readings = [], []
        for number, entry in window:
            outcome = Outcome(printable(entry.name), Status.FAILED, number=number)
            outcomes.append(outcome)
            plain = self._safely(outcome, read_plain, entry)
            if isinstance(plain, Parsed):
                outcome.status, outcome.reason = plain.status, plain.reason
            elif plain:
                readings.append((outcome, plain))
        self._ledger.clear()
        self._ledger.look_up_contents(plain.digest for _, plain in readings)
        parsed = [
            (outcome, self._safely(outcome, self._parse, outcome, plain, today))
            for outcome, plain in readings
        ]
        found = [(outcome, each) for outcome, each in parsed if each]
        self._ledger.look_up_items(
            identity(each.record) for _, each in found if each.record and each.status == Status.OK
        )
        for outcome, each in found:
            self._safely(outcome, self._decide, outcome, each)
        self._flush()
        for outcome in outcomes:
            if outcome.status not in (*STORED, "unchanged"):
                outcome.clusters = []
            self.counts[outcome.status] += 1
            if outcome.item is None:
                self._waiting.add(outcome)
        self._save_progress()
        return outcomes

    def _safely(self, outcome: Outcome, step: Any, *args: Any) -> Any:
        """Return what a step returns; None, and the outcome failed, if it raises."""
        try:
            return step(*args)
        except Exception as error:  # one bad file never stops the run
            logger.exception("%s could not be stored", outcome.file)
            outcome.status = Status.FAILED
            outcome.reason = notice("not-stored", error=type(error).__name__)
            return None

    def _parse(self, outcome: Outcome, plain: Plain, today: datetime.date) -> Parsed:
        """Take a text apart, a known one only for a report."""
        seen = self._ledger.seen(plain.digest)
        is_known = seen and not self._may_be_paired(outcome, seen)
        if is_known and not self.options.full:
            return Parsed(Status.OK, None, (), None, plain.digest, plain.text)
        parsed = parse_plain(plain, today=today)
        outcome.status, outcome.reason = parsed.status, parsed.reason
        outcome.record, outcome.warnings = parsed.record, parsed.warnings
        if parsed.record:
            self._match_clusters(outcome, parsed.record)
        return parsed

    def _match_clusters(self, outcome: Outcome, record: Record) -> None:
        outcome.clusters = self._clusters.keys_of(record)
        unmatched = [name for name in record.links if not self._clusters.key_of(name)]
        warnings = [notice("link-unmatched", name=name) for name in unmatched]
        outcome.warnings = (*outcome.warnings, *warnings)

    def _decide(self, outcome: Outcome, parsed: Parsed) -> None:
        """Find out what the content is to the site, and plan to do it."""
        record = parsed.record if parsed.status == Status.OK else None
        if parsed.digest in self._busy or (record and identity(record) in self._busy):
            self._flush()  # a file before this one is about the same
        seen = self._ledger.seen(parsed.digest)
        plan = Plan(outcome, parsed)
        if record and (not seen or self._may_be_paired(outcome, seen)):
            self._judge(plan, record)
        if seen and not plan.is_written:
            self._repeat(outcome, parsed, seen)
        elif self.options.dry_run:
            seen = Seen((outcome.file,), outcome.status, outcome.reason)
            self._ledger.note(parsed.digest, seen, record, parsed.text)
            if record and plan.is_written:
                self._translatable[outcome.file] = record
        else:
            self._add(plan)

    def _may_be_paired(self, outcome: Outcome, seen: Seen) -> bool:
        """Tell whether a text that waits for review has been confirmed as a translation since."""
        return seen.status == Status.NEEDS_REVIEW and outcome.file in self.options.pairs

    def _add(self, plan: Plan) -> None:
        """Let a plan wait for the others of its batch; those are about other things."""
        if plan.page and plan.page in self._busy:
            self._flush()
        self._pending.append(plan)
        self._busy |= {plan.parsed.digest} | ({plan.page} if plan.page else set())
        if plan.is_written and plan.parsed.record:
            self._busy.add(identity(plan.parsed.record))

    def _judge(self, plan: Plan, record: Record) -> None:
        """Decide about an item that can be read: new, another version, or for review."""
        outcome, known = plan.outcome, self._ledger.known(record)
        partner = self.options.pairs.get(outcome.file)
        text = plan.parsed.text
        reason = limit_reason(record, text)
        reason = reason or review_reason(record, text, known, is_translation=bool(partner))
        if partner and not reason:
            plan.is_english = True
            plan.page, reason = self._partner(partner, record)
        outcome.reason = reason
        if outcome.reason:
            outcome.status, plan.page = Status.NEEDS_REVIEW, None
            return
        outcome.status = "updated" if known or partner else "created"
        plan.is_written = True
        if known and known.item and not partner:
            plan.page = known.item.page_id

    def _partner(self, partner: str, record: Record) -> tuple[int | None, Notice | None]:
        """Return the page that an English item belongs to, or why there is none."""
        self._flush()  # another translation of the page counts
        if self._translated.setdefault(partner, record.headline) != record.headline:
            return None, notice("pair-taken", file=partner)
        german = self._translatable.get(partner)
        if german and german.language == GERMAN:  # its page would be there by now
            is_one = pairs.is_translation(record, {german.family}, german.date)
            return None, None if is_one else notice("pair-differs", file=partner)
        return pairs.find_page(self.options.origin, partner, record)

    def _is_translation(self, entry: Entry) -> bool:
        return bool(self.options.pairs) and printable(entry.name) in self.options.pairs

    def _repeat(self, outcome: Outcome, parsed: Parsed, seen: Seen) -> None:
        """Report a content that was read before: unchanged, or still waiting for review.

        Another file with it leaves an item of its own, with the page that the content became.
        """
        outcome.status, outcome.reason = seen.status, seen.reason
        is_other = seen.files[0] != outcome.file
        if seen.status in STORED:
            outcome.status = "unchanged"
            outcome.reason = notice("same-content", file=seen.files[0]) if is_other else None
            if seen.files[0] in self._translatable:
                self._translatable[outcome.file] = self._translatable[seen.files[0]]
        if outcome.file not in seen.files and not self.options.dry_run:
            page = seen.page if outcome.status == "unchanged" else None
            self._add(Plan(outcome, parsed, page=page, stored=seen.status))

    def _flush(self) -> None:
        """Store what is pending, at once or, if that fails, file by file."""
        plans, self._pending, self._busy = self._pending, [], set()
        if plans and not self._store(plans, is_last=len(plans) == 1):
            for plan in plans:
                self._store([plan], is_last=True)
        for plan in plans:
            self._ledger.forget(plan.parsed.digest, plan.parsed.record)

    def _store(self, plans: list[Plan], *, is_last: bool) -> bool:
        run = self.run
        try:
            with transaction.atomic(), importing():
                self._writer.write(self.stored_run(), plans)
        except Exception as error:
            self.run = run  # what was made with these files is gone, the run's record included
            if not is_last:
                logger.warning("A batch could not be stored; its files are stored one by one")
                return False
            outcome = plans[0].outcome
            logger.exception("%s could not be stored", outcome.file)
            outcome.status, outcome.item = Status.FAILED, None
            outcome.reason = notice("not-stored", error=type(error).__name__)
        return True

    def stored_run(self) -> ArchiveRun:
        """Return the run's record, made with its first change: a run without any leaves none."""
        if self.run is None:
            options = self.options
            self.run = ArchiveRun.objects.create(
                path=printable(options.path),
                user=self.user,
                options={"draft": options.draft, "testimonials": options.publish_testimonials},
                pairs=dict(options.pairs),
            )
        return self.run

    def _save_progress(self) -> None:
        """Store how far the run is, with the lines of the report that wait."""
        if self.run:
            with transaction.atomic():
                self._waiting.save(self.run.pk)
                self.run.counts = self.counts
                self.run.save(update_fields=["counts"])
