"""Links that people get by mail: random, for one purpose, stored as a digest, and they expire."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from members.models import Invitation, LinkToken, Submission

Purpose = LinkToken.Purpose
#: The parameter that carries a token. Logs show it as "…" (metropol.private).
PARAMETER = "t"


def issue(purpose: LinkToken.Purpose, owner: Submission | Invitation) -> str:
    """Return a new token for ``owner``: 43 letters, digits, ``-`` and ``_``.

    It is returned once, and stored as its SHA-256 only.
    """
    token = secrets.token_urlsafe(32)
    days = settings.SUBMISSION_LINK_DAYS[purpose]
    LinkToken.objects.create(
        purpose=purpose,
        digest=digest(token),
        submission=owner if isinstance(owner, Submission) else None,
        invitation=owner if isinstance(owner, Invitation) else None,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return token


def find(token: str, purpose: LinkToken.Purpose) -> LinkToken | None:
    """Return the stored side of a token for ``purpose``, which may have expired."""
    found = LinkToken.objects.select_related("submission", "invitation__page")
    row: LinkToken | None = found.filter(digest=digest(token), purpose=purpose).first()
    return row


def forget(link: str) -> None:
    """Delete the token of a link that was never sent; nothing for "" or a link without one."""
    token = link.partition(f"?{PARAMETER}=")[2]
    LinkToken.objects.filter(digest=digest(token)).delete()


def digest(token: str) -> str:
    """Return the SHA-256 of a token, 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()
