"""Two versions of a text side by side, field by field."""

from typing import Any

from django.utils.safestring import SafeString

from members.models import SubmissionText
from metropol.word_diff import diff_html


def compare(before: SubmissionText, after: SubmissionText) -> list[tuple[Any, SafeString]]:
    """Return label and marked difference of each spoken field that differs."""
    fields = ((name, getattr(before, name), getattr(after, name)) for name in SubmissionText.SPOKEN)
    return [(label(name), diff_html(old, new)) for name, old, new in fields if old != new]


def label(name: str) -> Any:
    """Return the name of a field of SubmissionText as people read it."""
    return SubmissionText._meta.get_field(name).verbose_name  # type: ignore[union-attr]
