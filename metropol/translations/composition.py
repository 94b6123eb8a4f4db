"""What goes live when one language of a page is published: pure, over contents of revisions."""

import json
from contextlib import suppress
from typing import Any

from modelcluster.models import get_all_child_relations

from metropol.languages import ENGLISH, GERMAN, other_language
from metropol.models.tracked import TRACKED_COLUMNS
from metropol.models.translated import translated_fields
from metropol.translations.units import CORE_FIELDS
from metropol.workflow.texts import without_keys

#: What else belongs to the English version of a page.
ENGLISH_ONLY = ("slug_en", "english_request", "english_go_live_at", "english_expire_at")
#: When the page as a whole goes on- and offline: with the next full publication.
SCHEDULE = ("go_live_at", "expire_at")


def columns_of(model: type[Any], language: str) -> tuple[str, ...]:
    """Return the columns of ``model`` that belong to one language only."""
    own = translated_fields(model)
    core = tuple(name for name in CORE_FIELDS if hasattr(model, name))
    if language == ENGLISH:
        english = tuple(f"{name}_{ENGLISH}" for name in (*core, *own))
        return (*english, *(name for name in ENGLISH_ONLY if hasattr(model, name)))
    slug = ("slug",) if hasattr(model, "slug_en") else ()
    return (*core, *slug, *own, *(f"{name}_{GERMAN}" for name in own))


def composed(
    model: type[Any],
    live: dict[str, Any],
    draft: dict[str, Any],
    language: str,
    *,
    shared: bool = True,
) -> dict[str, Any]:
    """Return a revision's content: ``draft`` in ``language``, the other language as it is live.

    Fields that belong to no language are the draft's; with ``shared=False`` the live page's. A
    child object that only the draft has needs a German text, so it comes with the German or with
    both languages, and one that the draft has no longer goes with either.
    """
    draft = with_keys(model, draft, live)
    base, kept, taken = draft, columns_of(model, other_language(language)), live
    if not shared:
        base, kept, taken = live, columns_of(model, language), draft
    content = base | {name: taken[name] for name in kept if name in taken}
    content |= {name: live[name] for name in SCHEDULE if name in live}
    if language == GERMAN and "slug_en" in live:
        # Without one of its own the English address has the German slug, which must stay there.
        content["slug_en"] = live["slug_en"] or live["slug"]
    for relation in get_all_child_relations(model):
        child = relation.related_model
        name = relation.get_accessor_name()
        if translated_fields(child):
            content[name] = _children(
                child, live.get(name, []), draft.get(name, []), language, shared=shared
            )
    # Each side knows which English was written for which German; the page adds what is live.
    content["translation_memory"] = draft.get("translation_memory", {})
    return content


def with_keys(model: type[Any], draft: dict[str, Any], live: dict[str, Any]) -> dict[str, Any]:
    """Return a draft whose child objects have the keys of the live ones that they became.

    A revision does not learn the keys that its new child objects get when it is published; they
    are known again by their German texts.
    """
    content = dict(draft)
    for relation in get_all_child_relations(model):
        names = columns_of(relation.related_model, GERMAN)
        name = relation.get_accessor_name()
        if not names or not draft.get(name):
            continue
        taken = {row["pk"] for row in draft[name] if row["pk"]}
        free = [row for row in live.get(name, []) if row["pk"] not in taken]
        content[name] = rows = []
        for row in draft[name]:
            found = None
            if not row["pk"]:
                found = next(
                    (each for each in free if all(each.get(n) == row.get(n) for n in names)), None
                )
            if found:
                free.remove(found)
            rows.append(row | {"pk": found["pk"]} if found else row)
    return content


def differs(model: type[Any], published: dict[str, Any], draft: dict[str, Any]) -> bool:
    """Tell whether a draft holds more than what was published of it."""
    names = {
        *(field.name for field in model._meta.get_fields() if field.name in draft),
        *(relation.get_accessor_name() for relation in get_all_child_relations(model)),
    }
    return any(_plain(published.get(name)) != _plain(draft.get(name)) for name in names - _NO_TEXT)


def _plain(value: Any) -> Any:
    """Return a value without the keys that editors give to its blocks.

    Blocks are compared as data: PostgreSQL gives them back in an order of its own.
    """
    if isinstance(value, str) and value.startswith("["):
        with suppress(ValueError):
            value = json.loads(value)
    return without_keys(value)


def _children(
    model: type[Any],
    live: list[dict[str, Any]],
    draft: list[dict[str, Any]],
    language: str,
    *,
    shared: bool,
) -> list[dict[str, Any]]:
    if not shared:
        texts = {row["pk"]: row for row in draft if row["pk"]}
        names = columns_of(model, language)
        return [
            row | {n: texts[row["pk"]][n] for n in names if n in texts[row["pk"]]}
            if row["pk"] in texts
            else row
            for row in live
        ]
    there = {row["pk"]: row for row in live}
    names = columns_of(model, other_language(language))
    found = []
    for row in draft:
        if known := there.get(row["pk"]):
            found.append(row | {n: known[n] for n in names if n in known})
        elif language == GERMAN:
            found.append(row | dict.fromkeys((n for n in names if n in row), ""))
    return found


#: What a revision holds beside its texts.
_NO_TEXT = {
    *TRACKED_COLUMNS,
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "last_published_at",
    "first_published_at",
    "live",
    "english_live",
    "url_path",
    "url_path_en",
    "wagtail_admin_comments",
}
