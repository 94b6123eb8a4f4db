"""Pages of the form that only say something."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Notice:
    """A heading, what is to be said, and where it goes on: a key of SUBPATHS and its label."""

    heading: Any
    paragraphs: tuple[Any, ...]
    way: str = ""
    label: Any = ""


_NOTICES = {
    "sent": Notice(
        _("Please look into your mailbox"),
        (
            _("We have sent you a mail with a link. Only when you open it and confirm does your"
              " testimonial reach our staff."),
            _("The link is valid for 7 days. Without a confirmation everything is deleted."),
            _("No mail after some minutes? Look into your spam folder, or send the form once"
              " more."),
        ),
    ),
    "confirmed": Notice(
        _("Thank you, your address is confirmed"),
        (
            _("Our staff will look at your testimonial. A mail with the link by which you see,"
              " change or withdraw it is on its way."),
            _("If something should be changed, we ask you before anything appears."),
        ),
    ),
    "expired": Notice(
        _("This link has expired"),
        (_("For safety it was valid for some days only. Please fill in the form once more."),),
        "form",
        _("Go to the form"),
    ),
    "unknown": Notice(
        _("This link is not valid"),
        (
            _("Perhaps it was cut in the mail, or what it led to is deleted. Please copy the"
              " whole address."),
            _("If you have confirmed a testimonial, we send you a new link."),
        ),
        "link",
        _("Ask for a new link"),
    ),
    "deleted": Notice(
        _("Everything is deleted"),
        (_("The testimonial is deleted."),),
    ),
    "withdrawn": Notice(
        _("Your testimonial is withdrawn"),
        (
            _("It is no longer online. Text, portrait and mail address are deleted."),
            _("What we keep is only the proof that you had agreed and have withdrawn, without"
              " your name."),
        ),
    ),
    "link_sent": Notice(
        _("Please look into your mailbox"),
        (_("If there is a testimonial with this address, a mail with a new link is on its way."),),
    ),
    "closed": Notice(
        _("The form is closed"),
        (_("At the moment testimonials cannot be submitted. Please try again later."),),
    ),
}  # fmt: skip


def find(name: str) -> Notice | None:
    """Return the notice of this name."""
    return _NOTICES.get(name)
