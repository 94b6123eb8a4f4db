"""The words of all mails, in the active language. Sending them is members.submissions.outbox."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from members.models import Letter
from members.submissions.tokens import Purpose

Kind = Letter.Kind
#: Which link a mail carries; those that are not here carry none.
LINKS = {
    Kind.CONFIRM: ("confirm", Purpose.CONFIRM),
    Kind.RECEIVED: ("manage", Purpose.MANAGE),
    Kind.CHANGES: ("manage", Purpose.MANAGE),
    Kind.PUBLISHED: ("manage", Purpose.MANAGE),
    Kind.DECLINED: ("manage", Purpose.MANAGE),
    Kind.RENEW: ("manage", Purpose.MANAGE),
    Kind.LINK: ("manage", Purpose.MANAGE),
    Kind.INVITATION: ("invite", Purpose.INVITE),
    Kind.ARCHIVE: ("invite", Purpose.INVITE),
}


@dataclass(frozen=True)
class Facts:
    """What a mail can speak of. ``days`` is how long its link is valid."""

    site: str
    person: str = ""
    organisation: str = ""
    reason: str = ""
    quotes: tuple[str, ...] = ()
    link: str = ""
    page: str = ""
    days: int = 7


@dataclass(frozen=True)
class Words:
    """A mail: ``action`` is label and address of its button, ``more`` what stands below it."""

    subject: str
    paragraphs: list[str]
    action: tuple[str, str] | None = None
    more: list[str] = field(default_factory=list)


def write(kind: Letter.Kind, facts: Facts) -> Words:
    """Return a mail in the active language."""
    return _WRITERS[kind](facts)


def _confirm(facts: Facts) -> Words:
    return Words(
        _("Please confirm your testimonial"),
        [
            _("A testimonial was submitted to %(site)s with this mail address.")
            % {"site": facts.site},
            _("Please confirm that it was you. Only then does anybody look at it."),
        ],
        (_("Confirm now"), facts.link),
        [
            _("The link is valid for %(days)d days.") % {"days": facts.days},
            _("If it was not you, you need not do anything: without a confirmation all of it"
              " is deleted."),
        ],
    )  # fmt: skip


def _received(facts: Facts) -> Words:
    return Words(
        _("We have received your testimonial"),
        [
            _("Thank you. Your mail address is confirmed, and our staff will look at what you"
              " wrote."),
            _("If something should be changed, we ask you before anything appears."),
        ],
        _manage(facts),
        _own_page(facts),
    )  # fmt: skip


def _changes(facts: Facts) -> Words:
    paragraphs = [
        _("We have changed or translated your text. It appears only if you agree."),
        *_because(facts),
        *facts.quotes,
    ]
    return Words(
        _("Please look at the changes to your testimonial"),
        paragraphs,
        (_("Look at the changes"), facts.link),
        [
            _("There you approve the text, change it or withdraw it."),
            _("The link is valid for %(days)d days. Should it be older, the page sends you a"
              " new one.") % {"days": facts.days},
        ],
    )  # fmt: skip


def _published(facts: Facts) -> Words:
    return Words(
        _("Your testimonial is online"),
        [_("Your testimonial has been published:"), facts.page],
        _manage(facts),
        _own_page(facts),
    )


def _declined(facts: Facts) -> Words:
    return Words(
        _("About your testimonial"),
        [
            _("We have decided not to publish your testimonial. The reason:"),
            facts.reason,
            _("Your text is kept for some months in case you have questions. You can have it"
              " deleted at once."),
        ],
        _manage(facts),
    )  # fmt: skip


def _withdrawn(facts: Facts) -> Words:
    return Words(
        _("Your testimonial is withdrawn"),
        [
            _("Your testimonial is no longer online, and your text, your portrait and your mail"
              " address are deleted."),
            _("What we keep is only the proof that you had agreed and have withdrawn, without"
              " your name."),
        ],
    )  # fmt: skip


def _renew(facts: Facts) -> Words:
    return Words(
        _("Is your testimonial still right?"),
        [
            _("Your testimonial has been online at %(site)s for a year:") % {"site": facts.site},
            facts.page,
            _("Are function and words still right? Please say so, change them or withdraw."),
        ],
        (_("Answer now"), facts.link),
        _own_page(facts),
    )


def _link(facts: Facts) -> Words:
    return Words(
        _("Your link"),
        [_("Here is the new link to your testimonial, as you asked.")],
        _manage(facts),
        [
            _("The link is valid for %(days)d days.") % {"days": facts.days},
            _("If it was not you who asked, you need not do anything."),
        ],
    )


def _invitation(facts: Facts) -> Words:
    return Words(
        _("Your voice for the region"),
        [
            _("We would like to show on %(site)s what our members say about the region, and"
              " invite you to write a few sentences.") % {"site": facts.site},
            _("It takes some minutes. Nothing appears without your consent, and you can"
              " withdraw it at any time."),
        ],
        (_("Write a testimonial"), facts.link),
        [_("The link is valid for %(days)d days.") % {"days": facts.days}],
    )  # fmt: skip


def _archive(facts: Facts) -> Words:
    return Words(
        _("May we show your testimonial?"),
        [
            _("Our archive has a testimonial of yours for the region. We have no record"
              " of your consent to show it, so we ask:"),
            *facts.quotes,
            _("Do you agree that it is shown on %(site)s? You can change it first, or have it"
              " deleted.") % {"site": facts.site},
        ],
        (_("Agree, change or delete"), facts.link),
        [_("The link is valid for %(days)d days.") % {"days": facts.days}],
    )  # fmt: skip


def _because(facts: Facts) -> list[str]:
    return [facts.reason] if facts.reason else []


def _manage(facts: Facts) -> tuple[str, str]:
    return _("See, change or withdraw"), facts.link


def _own_page(facts: Facts) -> list[str]:
    return [
        _("With this link you see at any time where your testimonial stands, change it or"
          " withdraw it. It is valid for %(days)d days; after that the page sends you a new one.")
        % {"days": facts.days}
    ]  # fmt: skip


_WRITERS: dict[Letter.Kind, Callable[[Facts], Words]] = {
    Kind.CONFIRM: _confirm,
    Kind.RECEIVED: _received,
    Kind.CHANGES: _changes,
    Kind.PUBLISHED: _published,
    Kind.DECLINED: _declined,
    Kind.WITHDRAWN: _withdrawn,
    Kind.RENEW: _renew,
    Kind.LINK: _link,
    Kind.INVITATION: _invitation,
    Kind.ARCHIVE: _archive,
}
