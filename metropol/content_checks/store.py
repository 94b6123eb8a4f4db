"""The findings of live pages in the database, brought up to date in batches."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from metropol.content_checks.checks import check_page
from metropol.content_checks.facts import Address, facts_about
from metropol.content_checks.findings import Finding
from metropol.content_checks.texts import child_relations
from metropol.models import BasePage, ContentCheck, ContentFinding
from metropol.models.findings import COUNTS

#: Pages that are looked at together: each batch takes the same number of queries.
BATCH = 200


def refresh(keys: Iterable[int]) -> Counter[str]:
    """Check the pages with these keys anew and return how many findings of each level they have.

    Those that are offline, gone or of a type that is gone lose what was stored of them.
    """
    total: Counter[str] = Counter()
    known: dict[str, Address] = {}
    for batch in batched(sorted(set(keys)), BATCH):
        found = _check(batch, known)
        _store(batch, found)
        total.update(finding.level for findings in found.values() for finding in findings)
    return total


def live_pages() -> list[int]:
    """Return the keys of all live pages below the root of the tree, and of all once checked."""
    live = BasePage.objects.live().filter(depth__gt=1).values_list("pk", flat=True)
    return [*live, *ContentCheck.objects.values_list("pk", flat=True)]


def _check(keys: Sequence[int], known: dict[str, Address]) -> dict[int, list[Finding]]:
    live = BasePage.objects.live().filter(pk__in=keys, depth__gt=1)
    pages = [page for page in live.specific() if page.specific_class is type(page)]
    for group in _by_type(pages):
        if names := child_relations(type(group[0])):
            prefetch_related_objects(group, *names)
    facts = facts_about(pages, known)
    return {page.pk: check_page(page, facts) for page in pages}


def _by_type(pages: Iterable[BasePage]) -> Iterator[list[BasePage]]:
    groups: dict[type[BasePage], list[BasePage]] = {}
    for page in pages:
        groups.setdefault(type(page), []).append(page)
    yield from groups.values()


@transaction.atomic
def _store(keys: Sequence[int], found: dict[int, list[Finding]]) -> None:
    now = timezone.now()
    checks = []
    for key in sorted(found):
        levels = Counter(finding.level for finding in found[key])
        counts = {column: levels[level] for level, column in COUNTS.items()}
        checks.append(ContentCheck(page_id=key, checked_at=now, **counts))
    # Written first: two who check the same page at once stand in line at its row.
    ContentCheck.objects.bulk_create(
        checks,
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["checked_at", *COUNTS.values()],
    )
    ContentFinding.objects.filter(check_of__in=keys).delete()
    ContentCheck.objects.filter(pk__in=set(keys) - found.keys()).delete()
    ContentFinding.objects.bulk_create(
        ContentFinding(
            check_of_id=key,
            number=number,
            code=each.code,
            level=each.level,
            language=each.language,
            path=each.path[:255],
            params=each.params,
        )
        for key, findings in found.items()
        for number, each in enumerate(findings)
    )
