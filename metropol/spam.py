"""Protection of public forms: time, limits and repetitions, without third parties.

Nobody is turned away without a word: each rule raises SpamRefused with a text that says what to
do. Neither the cache nor the log holds an address, a mail address or a text, only keyed hashes.
"""

import ipaddress
import logging
import time
import unicodedata
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

#: Name of the field that people do not see and that must stay empty.
HONEYPOT = "website"
#: Seconds that a person needs at least to fill in the form.
MIN_SECONDS = 4
#: Seconds after which a form counts as left behind.
MAX_AGE = 24 * 60 * 60
#: Sendings that are let through; ``settings.SUBMISSION_LIMITS`` may name others.
LIMITS = {"network": 20, "email": 5, "contact": 5, "link": 5, "change": 20, "upload": 60}
#: Seconds for which each limit holds.
WINDOWS = {
    "network": 60 * 60,
    "email": 24 * 60 * 60,
    "contact": 24 * 60 * 60,
    "link": 24 * 60 * 60,
    "change": 24 * 60 * 60,
    "upload": 60 * 60,
}
#: Seconds for which a text is remembered.
REMEMBERED = 24 * 60 * 60

_SALT = "metropol.spam"


class SpamRefused(Exception):  # noqa: N818 - names the state, not a fault
    """A form is not taken; ``message`` tells the person in their language what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def start_stamp() -> str:
    """Return the time of now, signed, for a hidden field of the form."""
    return signing.TimestampSigner(salt=_SALT).sign("form")


def check_stamp(stamp: str) -> None:
    """Check the time since the form was shown.

    Raises SpamRefused if that was a moment ago or long ago, or if the stamp is not ours. A form
    that is shown again takes its renewed_stamp, so that nobody waits twice.
    """
    signer = signing.TimestampSigner(salt=_SALT)
    try:
        signer.unsign(stamp, max_age=MAX_AGE)
    except (signing.BadSignature, ValueError) as error:  # ValueError: not even text
        raise SpamRefused(
            _(
                "The form was open for too long. Please send it once more;"
                " everything you typed is still there."
            )
        ) from error
    try:
        signer.unsign(stamp, max_age=MIN_SECONDS)
    except signing.SignatureExpired:
        return
    raise SpamRefused(_("Please wait a few seconds, then send the form again."))


def renewed_stamp(stamp: str) -> str:
    """Return ``stamp`` if it still counts, else a new one: for a form that is shown again."""
    try:
        signing.TimestampSigner(salt=_SALT).unsign(stamp, max_age=MAX_AGE)
    except (signing.BadSignature, ValueError):
        return start_stamp()
    return stamp


def client_prefix(request: HttpRequest) -> str:
    """Return the network that a request came from: IPv4 /24, IPv6 /48, "" if unknown.

    Behind a proxy only the address counts that the proxy itself added, which is the last one; a
    request without it did not come through the proxy, and its network is unknown.
    """
    if getattr(settings, "BEHIND_PROXY", False):
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    else:
        address = request.META.get("REMOTE_ADDR", "").strip()
    if address.startswith("["):
        address = address[1:].partition("]")[0]
    elif address.count(":") == 1:
        address = address.partition(":")[0]
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found
    length = 24 if found.version == 4 else 48
    return str(ipaddress.ip_network(f"{found}/{length}", strict=False))


def check_limits(request: HttpRequest, email: str, kind: str = "email") -> None:
    """Raise SpamRefused if the network or the mail address has sent what it may; counts nothing.

    ``kind`` is ``"email"`` for testimonials, ``"contact"`` for messages, ``"link"`` for links that
    are asked for, ``"change"`` for changes: so nobody can use up somebody else's way to their own
    data. For the last two, ``email`` may be another name of the person.
    """
    now = time.time()
    if _is_used_up("network", client_prefix(request), now):
        minutes = -(-_left("network", now) // 300) * 5
        raise SpamRefused(
            _(
                "Many forms were sent from your network. You can send yours in about"
                " %(minutes)d minutes, or write to our office instead."
            )
            % {"minutes": minutes}
        )
    if _is_used_up(kind, _plain(email), now):
        raise SpamRefused(
            _(
                "Several forms were sent with this mail address. You can send another one"
                " tomorrow at the latest, or write to our office instead."
            )
        )


def count(request: HttpRequest, email: str, kind: str = "email") -> None:
    """Count one sending for the network and for the mail address, where they are known."""
    for counted, value in (("network", client_prefix(request)), (kind, _plain(email))):
        if value:
            _safely(partial(_add_one, counted, value, time.time()), None)


def spend(request: HttpRequest, email: str, kind: str) -> None:
    """Count one sending if it is within the limits; raise SpamRefused if it is not."""
    check_limits(request, email, kind)
    count(request, email, kind)


def may_upload(request: HttpRequest) -> bool:
    """Count an uploaded picture before it is decoded; return False if there were too many."""
    network, now = client_prefix(request), time.time()
    if not network or _is_used_up("upload", network, now):
        return not network
    _safely(partial(_add_one, "upload", network, now), None)
    return True


def check_repeated(text: str, email: str) -> None:
    """Raise SpamRefused if the text was remembered with another mail address."""
    if not (plain := _plain(text)):
        return
    known = _safely(lambda: cache.get(_key("text", plain)), None)
    if known is not None and known != _digest("sender", _plain(email)):
        raise SpamRefused(
            _(
                "This text was sent a short while ago with another address. Please say it in"
                " your own words, or take the same address as before."
            )
        )


def remember(text: str, email: str) -> None:
    """Remember for a day that this text was sent with this mail address."""
    if plain := _plain(text):
        sender = _digest("sender", _plain(email))
        _safely(lambda: cache.set(_key("text", plain), sender, REMEMBERED), None)


def _is_used_up(kind: str, value: str, now: float) -> bool:
    if not value:
        return False
    limit = {**LIMITS, **getattr(settings, "SUBMISSION_LIMITS", {})}[kind]
    return bool(_safely(lambda: cache.get(_counter(kind, value, now), 0), 0) >= limit)


def _add_one(kind: str, value: str, now: float) -> None:
    """Add one to a counter, which the cache may drop at any moment."""
    # It outlives its window, so that it does not go while it counts.
    key, age = _counter(kind, value, now), _left(kind, now) + 60
    for _attempt in range(3):
        if cache.add(key, 1, age):
            return
        try:
            cache.incr(key)
        except ValueError:
            continue
        return


def _left(kind: str, now: float) -> int:
    """Return the seconds until the counters of a kind start anew."""
    return WINDOWS[kind] - int(now) % WINDOWS[kind]


def _counter(kind: str, value: str, now: float) -> str:
    """Return the key of a counter. It names its window: what stays by mistake locks nobody out."""
    return _key(kind, f"{int(now) // WINDOWS[kind]} {value}")


def _key(kind: str, value: str) -> str:
    return f"submission-{kind}-{_digest(kind, value)}"


def _digest(kind: str, value: str) -> str:
    data = value.encode(errors="surrogatepass")
    return salted_hmac(f"{_SALT}.{kind}", data, algorithm="sha256").hexdigest()


def _plain(text: str) -> str:
    """Return a text without what makes no difference: case, white space, kinds of letters."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _safely[T](ask: Callable[[], T], otherwise: T) -> T:
    """Return what the cache answers. One that is down does not stop the form."""
    try:
        return ask()
    except Exception as error:  # noqa: BLE001 - each cache fails in its own way
        # Its text may hold more than its name does.
        logger.warning("The cache fails (%s): sendings are not counted.", type(error).__name__)
        return otherwise
