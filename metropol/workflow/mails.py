"""What mails about the review of a page say, in the language of whoever gets them."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, Revision

from metropol.languages import CODES, ENGLISH
from metropol.models import BasePage, User
from metropol.notify import admin_address
from metropol.translations.publishing import LOG_ACTIONS
from metropol.word_diff import diff_text
from metropol.workflow.changes import Change, by_language, changes, changes_to_live

#: Characters of a field, and fields, that a mail shows; the admin shows all.
MAX_TEXT = 600
MAX_FIELDS = 20


@dataclass(frozen=True)
class Occasion:
    """What happened to a page: ``what`` is "submitted", "approved" or "rejected"."""

    what: str
    page: BasePage
    revision: Revision | None
    actor: User | None = None
    comment: str = ""


def write(occasion: Occasion, reader: User) -> tuple[str, str]:
    """Return subject and text of a mail in the active language."""
    page = occasion.page
    title = page.confidential_title or page.get_admin_display_title()
    context: dict[str, Any] = {
        "reader": reader.get_short_name() or reader.get_username(),
        "sentence": _sentence(occasion, title),
        "edit": admin_address("wagtailadmin_pages:edit", page.pk),
        "preferences": f"{admin_address('wagtailadmin_account')}#tab-notifications",
        "comment": occasion.comment,
        "is_confidential": bool(page.confidential_title),
    }
    if not page.confidential_title:
        found = _changes(occasion)
        context |= {
            "is_new": found is None,
            "sections": _sections(found or []),
            "more": max(0, len(found or []) - MAX_FIELDS),
            "changes": admin_address("page_changes", page.pk),
            "addresses": _public_addresses(page) if occasion.what == "approved" else [],
        }
    # A title with a line break must not break the head of the mail.
    subject = " ".join(_subject(occasion.what, title).split())
    return subject, render_to_string("metropol/mails/review.txt", context).strip() + "\n"


def _subject(what: str, title: str) -> str:
    subjects = {
        "submitted": _("For review: “%(title)s”"),
        "approved": _("Approved: “%(title)s”"),
        "rejected": _("Changes wanted: “%(title)s”"),
    }
    return subjects[what] % {"title": title}


def _sentence(occasion: Occasion, title: str) -> str:
    actor = occasion.actor
    if actor:
        sentences = {
            "submitted": _("%(name)s has submitted “%(title)s” (%(type)s) for review."),
            "approved": _("%(name)s has approved “%(title)s” (%(type)s)."),
            "rejected": _("%(name)s wants changes to “%(title)s” (%(type)s)."),
        }
    else:
        sentences = {
            "submitted": _("“%(title)s” (%(type)s) was submitted for review."),
            "approved": _("“%(title)s” (%(type)s) was approved."),
            "rejected": _("Changes to “%(title)s” (%(type)s) are wanted."),
        }
    return sentences[occasion.what] % {
        "name": (actor.get_full_name() or actor.get_username()) if actor else "",
        "title": title,
        "type": occasion.page._meta.verbose_name,
    }


def _changes(occasion: Occasion) -> list[Change] | None:
    """Return what the revision changes; None where nothing was online before."""
    page, revision = occasion.page, occasion.revision
    if occasion.what != "approved" or revision is None or page.live_revision_id != revision.pk:
        return changes_to_live(page, revision)
    before = _published_before(page)
    return None if before is None else changes(before.as_object(), revision.as_object())


#: How the history names publications, and what ends them.
PUBLICATIONS = ("wagtail.publish", "wagtail.publish.scheduled", *LOG_ACTIONS.values())
ENDS = ("wagtail.unpublish", "wagtail.unpublish.scheduled")


def _published_before(page: BasePage) -> Revision | None:
    """Return what was online until the last publication."""
    entries = PageLogEntry.objects.filter(page=page.pk, action__in=(*PUBLICATIONS, *ENDS))
    last = list(entries.order_by("-timestamp", "-pk").select_related("revision")[:2])
    revision: Revision | None = last[1].revision if len(last) > 1 else None
    return revision if revision and last[1].action in PUBLICATIONS else None


def _sections(found: list[Change]) -> list[dict[str, Any]]:
    return [
        {"heading": heading, "rows": [(each.label, _difference(each)) for each in rows]}
        for _code, heading, rows in by_language(found[:MAX_FIELDS])
        if rows
    ]


def _difference(change: Change) -> str:
    if change.is_markup:
        return _("Only the formatting differs, such as bold.")
    text = Truncator(diff_text(change.before, change.after)).chars(MAX_TEXT)
    return text.strip().replace("\n", "\n    ")


def _public_addresses(page: BasePage) -> list[str]:
    """Return the addresses of the page in the languages in which it is online."""
    found = []
    for code in CODES if page.live else ():
        if code == ENGLISH and not page.english_live:
            continue
        with translation.override(code):
            found.append(page.get_full_url())
    return [url for url in found if url]
