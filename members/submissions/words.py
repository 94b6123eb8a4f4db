"""What the words of a testimonial must not hold: links, addresses, noise."""

import re
import unicodedata
from collections import Counter
from itertools import groupby

from django.utils.translation import gettext as _

from metropol.spam import SpamRefused

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_LINK = re.compile(
    r"""
    \w://  |  \bwww\.\w  |  \[\s*/?(?:url|link)\b  |  <\s*a\s  |  \bmailto:
    |  \w@[\w-]+\.\w{2}  |  [\[({]\s*(?:at|ät|dot|punkt)\s*[\])}]
    # Endings that start no sentence, in whatever case. "ASP.NET" is a skill.
    |  [\w-]\w\.(?!NET\b)(?:com|net|org|de|ru|cn|biz|xyz)(?![\w-])
    # Endings that are words as well: "Region.Info" is a missing space, "region.info" is not.
    |  [\w-]\w\.(?-i:info|eu|ch|fr|nl|uk|pl|cz|tv|io|co|cc|ly|tk|ml|gq|ua|br|jp|pw|ws|su|pro|app|dev
       |shop|site|online|store|club|live|top|icu|win|bet|vip|casino|link|click|space|website
       |berlin|hamburg|koeln|ruhr|saarland|bayern|gmbh)(?![\w-])
    |  [\w-]\w\.(?-i:at|it|is|to|am)(?=[\s.,;:!?)]{0,5}\Z)
    # Any ending before a path, but not "Kolleg.innen/Freund.innen".
    |  [\w-]\w\.(?-i:(?!innen\b|in\b)[a-z]{2,24})/\w
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SHOUT = re.compile(r"([^\s\d])\1{6}", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def check_words(*texts: str) -> None:
    """Raise SpamRefused if one of the texts has a link or a mail address, or repeats itself."""
    for text in texts:
        if _LINK.search(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text))):
            raise SpamRefused(
                _(
                    "Links and addresses cannot be part of a testimonial. Please remove them."
                    " A full stop inside a word looks like an address: put a space behind it."
                )
            )
        if _SHOUT.search(text) or _repeats(_WORD.findall(text.casefold())):
            raise SpamRefused(
                _("Your text repeats a character or a word very often. Please shorten that.")
            )


def _repeats(words: list[str]) -> bool:
    """Tell whether a word comes four times in a row, or is more than half of a longer text."""
    if any(len(word) >= 3 and len(list(same)) >= 4 for word, same in groupby(words)):
        return True
    often = max(Counter(word for word in words if len(word) >= 4).values(), default=0)
    return len(words) >= 12 and often * 2 > len(words)
