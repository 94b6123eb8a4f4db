"""Files for spreadsheets that run nothing of what people wrote."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin

#: What a formula starts with, in full width too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

#: What XML, and so an XLSX file, may not hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs: what could be a formula is quoted.

    See OWASP, CSV Injection.
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def printable(cell: str) -> str:
    """Return a text without the control characters that no XLSX file may hold."""
    return _CONTROL.sub("", cell)


class SafeExportMixin(SpreadsheetExportMixin):
    """Wagtail's export as CSV and XLSX; times are local, umlauts arrive.

    Wagtail itself keeps formulas out of XLSX files only, and words a CSV file while it is sent,
    when the language of the reader is gone.
    """

    custom_value_preprocess: ClassVar[dict[Any, Any]] = {
        datetime: {
            SpreadsheetExportMixin.FORMAT_CSV: lambda value: timezone.localtime(value).strftime(
                "%Y-%m-%d %H:%M"
            ),
            SpreadsheetExportMixin.FORMAT_XLSX: timezone.make_naive,
        },
        str: {
            SpreadsheetExportMixin.FORMAT_CSV: harmless,
            SpreadsheetExportMixin.FORMAT_XLSX: printable,
        },
        **SpreadsheetExportMixin.custom_value_preprocess,
    }

    def write_csv_response(self, queryset: Iterable[Any]) -> HttpResponse:
        """Return the whole file; its mark tells Excel that it is UTF-8."""
        content = b"".join([b"\xef\xbb\xbf", *self.stream_csv(queryset)])
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
        name = f"{self.get_filename()}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
