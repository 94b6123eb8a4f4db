"""Queries that found nothing, for staff: words alone, few of them, and not for long."""

import re
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from metropol.models import FailedQuery
from metropol.search.queries import Query

#: Different queries that are kept of each language; who types nonsense cannot fill a disk.
MOST = 500
LONGEST = 64
#: A mail address, or a number that could be that of a telephone, a person or an account.
_PERSONAL = re.compile(r"@|\d[\d\s/().+-]{4,}\d")


def note(query: Query) -> None:
    """Remember that a query found nothing; one that may name a person's address is not kept."""
    text = " ".join(query.text.casefold().split())
    if not text or _PERSONAL.search(query.text) or len(text) > LONGEST:
        return
    known = FailedQuery.objects.filter(language=query.language)
    if known.filter(text=text).update(times=F("times") + 1, last_at=timezone.now()):
        return
    # What was asked once and long ago makes room.
    surplus = known.order_by("-times", "-last_at", "-pk").values("pk")[MOST - 1 :]
    FailedQuery.objects.filter(pk__in=surplus).delete()
    row = FailedQuery(language=query.language, text=text)
    FailedQuery.objects.bulk_create([row], ignore_conflicts=True)


def forget_old() -> int:
    """Delete what nobody has asked again for long; return how many."""
    limit = timezone.now() - timedelta(days=settings.FAILED_QUERY_DAYS)
    return FailedQuery.objects.filter(last_at__lt=limit).delete()[0]
