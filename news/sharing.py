"""Links with which readers pass an item on: plain addresses, followed only when chosen."""

from typing import NamedTuple
from urllib.parse import quote

from django.utils.translation import gettext as _


class ShareLink(NamedTuple):
    """A service and the address that opens it with title and address filled in."""

    name: str
    url: str


def share_links(title: str, url: str) -> list[ShareLink]:
    """Return the links for a page, those that need no account with anybody first.

    Mastodon's share page runs in the browser: the text is in the fragment and so is sent
    nowhere before the reader has chosen a server.
    """
    words, address = quote(title, safe=""), quote(url, safe="")
    both = f"{words}%20{address}"
    return [
        ShareLink(_("E-mail"), f"mailto:?subject={words}&body={words}%0D%0A{address}"),
        ShareLink("Mastodon", f"https://share.joinmastodon.org/#text={both}"),
        ShareLink("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?url={address}"),
        ShareLink("WhatsApp", f"https://wa.me/?text={both}"),
        ShareLink("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={address}"),
    ]
