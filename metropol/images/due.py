"""Images whose time is over, or soon will be: who is told, and when."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metropol.images.usage import Place, places
from metropol.models import ImageReminder, PortalImage
from metropol.notify import admin_address, tell_once

#: How long before its last day an image is announced.
AHEAD = timedelta(days=30)
#: How many places of an image a mail names.
NAMED = 20
Stage = ImageReminder.Stage


def due(images: "QuerySet[PortalImage]") -> "QuerySet[PortalImage]":
    """Return those of ``images`` whose last day is over or near, the oldest first."""
    limit = timezone.localdate() + AHEAD
    return images.filter(use_until__lte=limit).order_by("use_until", "pk")


def is_over(image: PortalImage) -> bool:
    """Tell whether the last day on which an image may be used has passed."""
    return image.use_until is not None and image.use_until < timezone.localdate()


@transaction.atomic
def remind() -> int:
    """Tell Chefredaktion of images that are due, and return how many these are.

    Once before the last day of each, once on it or as soon as possible afterwards. What nobody
    got is told again the next time; a process that is killed leaves no note of having told.
    """
    today = timezone.localdate()
    told = _claim(Stage.BEFORE, today), _claim(Stage.DAY, today)
    soon, over = ([reminder.image for reminder in reminders] for reminders in told)
    used = places([*soon, *over])
    return tell_once([*told[0], *told[1]], lambda: _written(soon, over, used))


def _claim(stage: ImageReminder.Stage, today: date) -> list[ImageReminder]:
    """Note who is told of now; what another process has noted is left to it."""
    known = ImageReminder.objects.filter(
        image=OuterRef("pk"), use_until=OuterRef("use_until"), stage=stage
    )
    near = Q(use_until__gt=today, use_until__lte=today + AHEAD)
    wanted = near if stage == Stage.BEFORE else Q(use_until__lte=today)
    images = PortalImage.objects.filter(wanted).exclude(Exists(known)).order_by("use_until", "pk")
    claimed = []
    for image in images:
        reminder, is_new = ImageReminder.objects.get_or_create(
            image=image, use_until=image.use_until or today, stage=stage
        )
        if is_new:
            claimed.append(reminder)
    return claimed


def _written(
    soon: Sequence[PortalImage], over: Sequence[PortalImage], used: dict[int, list[Place]]
) -> tuple[str, str]:
    """Return subject and text of the mail in the active language."""
    number = len(soon) + len(over)
    subject = ngettext(
        "The use of an image ends",
        "The use of %(number)d images ends",
        number,
    ) % {"number": number}
    parts = []
    if over:
        parts += [_("The last day of use is today, or is over:"), *_listed(over, used)]
    if soon:
        parts += [_("The last day of use comes within 30 days:"), *_listed(soon, used)]
    parts.append(
        _(
            "The images stay on their pages. Please prolong the licence and enter the new day, or"
            " take another image."
        )
    )
    return subject, "\n\n".join(parts)


def _listed(images: Sequence[PortalImage], used: dict[int, list[Place]]) -> list[str]:
    return [_described(image, used.get(image.pk, [])) for image in images]


def _described(image: PortalImage, used: Sequence[Place]) -> str:
    """Return an image with its last day, its address and its places, line by line."""
    day = date_format(image.use_until, "DATE_FORMAT") if image.use_until else ""
    lines = [
        _("%(title)s, until %(day)s") % {"title": image.title, "day": day},
        admin_address("wagtailimages:edit", image.pk),
    ]
    if not used:
        lines.append(_("Not used anywhere."))
    lines += [_("Used: %(place)s") % {"place": place} for place in used[:NAMED]]
    if len(used) > NAMED:
        lines.append(_("and %(number)d more places") % {"number": len(used) - NAMED})
    return "\n".join(lines)
