"""Links to drafts: signed, valid for some days, ended by staff at any time.

Nothing is stored but the entries of the audit log that say who made links of a page and who
ended them. A link names its page and when it was made; it is dead where a later entry ends
the links of its page. So looking at one writes nothing.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.core.signing import BadSignature, Signer, b62_decode, b62_encode
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from metropol.models import BasePage, User
from metropol.routing import is_restricted

#: How long a link is valid.
LIFETIME = timedelta(days=7)
#: Entries of the audit log.
MADE, ENDED = "metropol.share_preview", "metropol.end_shared_previews"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NotShareable(Exception):  # noqa: N818 - names the state, not a fault
    """A page whose draft is not for people outside; the message says why."""


class SharedPreview(NamedTuple):
    """A link to the draft of the page with the key ``page``, in both languages."""

    page: int
    made_at: datetime

    @property
    def token(self) -> str:
        """Return what the address carries: letters, digits, ``-``, ``_`` and ``.``."""
        microseconds = (self.made_at - _EPOCH) // timedelta(microseconds=1)
        return _signer().sign(f"{self.page}-{b62_encode(microseconds)}")

    @property
    def expires_at(self) -> datetime:
        """Return until when the link is valid."""
        return self.made_at + LIFETIME

    @property
    def is_expired(self) -> bool:
        """Tell whether the link's time is over."""
        return self.expires_at <= timezone.now()

    def path(self, language: str) -> str:
        """Return the path of the draft in ``language``."""
        with translation.override(language):
            return reverse("shared_preview", args=[self.token])


def read(token: str) -> SharedPreview | None:
    """Return the link of a token, which may have expired or been ended; None if it is no token."""
    try:
        page, made_at = _signer().unsign(token).split("-")
    except BadSignature:
        return None
    return SharedPreview(int(page), _EPOCH + timedelta(microseconds=b62_decode(made_at)))


def draft(link: SharedPreview) -> BasePage | None:
    """Return the latest draft behind a link; None if the page or the link is gone.

    Raises NotShareable if the page has become one that is not for people outside.
    """
    ended = PageLogEntry.objects.filter(
        page=OuterRef("pk"), action=ENDED, timestamp__gte=link.made_at
    )
    stored = (
        BasePage.objects.filter(~Exists(ended), pk=link.page)
        .select_related("latest_revision")
        .annotate(restricted=is_restricted())
        .first()
    )
    if stored is None:
        return None
    page: BasePage = stored.get_latest_revision_as_object()
    _check(page, restricted=stored.restricted)
    return page


def check(page: BasePage) -> None:
    """Raise NotShareable if the draft of a page is not for people outside."""
    restricted = BasePage.objects.filter(pk=page.pk).annotate(restricted=is_restricted())
    _check(page, restricted=restricted.values_list("restricted", flat=True).get())


def _check(page: BasePage, *, restricted: bool) -> None:
    if page.confidential_title:
        raise NotShareable(_("What a person submitted is not shared by a link."))
    if restricted:
        raise NotShareable(
            _("This page is not for everybody (see its privacy), so it cannot be shared by a link.")
        )


def make(page: BasePage, user: User) -> SharedPreview:
    """Make a link to the draft of ``page``, and note who made it. Raises NotShareable."""
    check(page)
    return SharedPreview(page.pk, log(page, MADE, user=user).timestamp)


def end(page: BasePage, user: User) -> None:
    """End all links of ``page`` that were made so far."""
    log(page, ENDED, user=user)


def current(page: BasePage) -> SharedPreview | None:
    """Return the newest link of ``page`` if it is still valid."""
    entries = PageLogEntry.objects.filter(page=page.pk, action__in=(MADE, ENDED))
    last = entries.order_by("-timestamp", "-pk").first()
    if last is None or last.action == ENDED:
        return None
    link = SharedPreview(page.pk, last.timestamp)
    return None if link.is_expired else link


def _signer() -> Signer:
    return Signer(salt="metropol.sharing.links", sep=".", algorithm="sha256")
