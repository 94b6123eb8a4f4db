"""What should be translated next."""

from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from metropol.models import BasePage, EnglishState
from metropol.translations.objects import tracked_pages

#: Pages that are shown as the most urgent ones.
MOST_URGENT = 10


def urgent_pages(user: Any = None) -> "QuerySet[BasePage]":
    """Return live pages without current English that ``user`` may change, most urgent first.

    What was written last is read most, so its translation is needed first.
    """
    pages = tracked_pages(user).filter(live=True)
    wanting = [state for state in EnglishState if state != EnglishState.CURRENT]
    return pages.filter(english_state__in=wanting).order_by(
        F("german_changed_at").desc(nulls_last=True), "-pk"
    )


def figures(user: Any = None) -> dict[str, dict[str, int]]:
    """Return for each state how many live pages have it, and their words; in one query.

    ``{"missing": {"pages": 3, "words_missing": 120, "words_outdated": 0}, …}``
    """
    live = tracked_pages(user).filter(live=True).order_by()
    counted = live.values("english_state").annotate(
        pages=Count("pk"), missing=Sum("words_missing"), outdated=Sum("words_outdated")
    )
    found = {row["english_state"]: row for row in counted}
    none = {"pages": 0, "missing": 0, "outdated": 0}
    return {
        state.value: {
            "pages": row["pages"],
            "words_missing": row["missing"],
            "words_outdated": row["outdated"],
        }
        for state in EnglishState
        for row in [found.get(state, none)]
    }
