"""Two versions of a text as one, with what went and what came, word by word."""

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import takewhile

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

_TOKEN = re.compile(r"\s+|[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]+|_+")
#: Pairs of equal words in the changed middle of two texts above which it is shown as replaced:
#: that is how the time of comparing grows.
MAX_PAIRS = 200_000
#: Words and spaces that a plain text shows before and after a change.
AROUND = 16


def diff_html(before: str, after: str) -> SafeString:
    """Return both texts as one, escaped, with what went in ``<del>`` and what came in ``<ins>``.

    Screen readers are told in words. Wagtail's own comparison takes short words for noise, and
    shows most of a short text as replaced.
    """
    return format_html_join(
        "", "{}", ((_shown(*each),) for each in _joined(_changes(before, after)))
    )


def diff_text(before: str, after: str) -> str:
    """Return both texts as one in plain text: what went as ``[-…-]``, what came as ``{+…+}``.

    Of what is the same only some words around each change are left.
    """
    joined = _joined(_changes(before, after))
    shown = []
    for number, (same, went, came) in enumerate(joined):
        if same:
            shown.append(_around(same, after=number > 0, before=number < len(joined) - 1))
        else:
            shown += [f"[-{went}-]" if went else "", f"{{+{came}+}}" if came else ""]
    return "".join(shown)


def _around(same: str, *, after: bool, before: bool) -> str:
    """Return the beginning of a text, if it stands after a change, and its end, if before one."""
    tokens = _TOKEN.findall(same)
    head, tail = tokens[: AROUND * after], tokens[len(tokens) - AROUND * before :]
    if len(head) + len(tail) >= len(tokens):
        return same
    return f"{''.join(head)} … {''.join(tail)}"


def _changes(before: str, after: str) -> list[tuple[str, str, str]]:
    """Return the parts of both texts: what is the same, or what went and what came."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    head = _same_length(old, new)
    tail = _same_length(old[head:][::-1], new[head:][::-1])
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    changes = [("".join(old[:head]), "", "")] if head else []
    if _equal_pairs(old_middle, new_middle) > MAX_PAIRS:
        changes.append(("", "".join(old_middle), "".join(new_middle)))
    else:
        matcher = SequenceMatcher(str.isspace, old_middle, new_middle, autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            went, came = "".join(old_middle[a:b]), "".join(new_middle[c:d])
            changes.append((went, "", "") if kind == "equal" else ("", went, came))
    if tail:
        changes.append(("".join(old[len(old) - tail :]), "", ""))
    return changes


def _equal_pairs(old: list[str], new: list[str]) -> int:
    """Return how many pairs of equal words two lists have; white space is not compared."""
    count = Counter(new)
    return sum(count[word] for word in old if not word.isspace())


def _same_length(old: list[str], new: list[str]) -> int:
    """Return with how many of the same tokens both lists start."""
    return sum(
        1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    )


def _joined(changes: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the changes with those made one that only white space parts."""
    found: list[tuple[str, str, str]] = []
    for index, (same, went, came) in enumerate(changes):
        inside = 0 < index < len(changes) - 1
        if same and not (inside and same.isspace()):
            found.append((same, "", ""))
        elif found and not found[-1][0]:
            _none, gone, added = found.pop()
            found.append(("", gone + same + went, added + same + came))
        else:
            found.append(("", same + went, same + came))
    return found


def _shown(same: str, went: str, came: str) -> SafeString:
    if same:
        return format_html("{}", same)
    hidden = '<span class="w-sr-only quiet"> {} </span>'
    removed = format_html(f"<del>{hidden}{{}}</del>", _("removed:"), went) if went else ""
    added = format_html(f"<ins>{hidden}{{}}</ins>", _("added:"), came) if came else ""
    end = format_html(hidden, _("end of change"))
    return mark_safe(f"{removed}{added}{end}")  # noqa: S308 - all parts are escaped
