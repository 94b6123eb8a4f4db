"""The report of a run as a file."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.generic import View

from metropol.spreadsheets import harmless
from news.admin.runs import STATUS_LABELS, RunMixin
from news.archive.messages import stored_message


class ReportView(RunMixin, View):
    """The report of a run as a CSV file for spreadsheets."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        """Send it line by line."""
        response = StreamingHttpResponse(
            self._lines(translation.get_language()), content_type="text/csv; charset=utf-8"
        )
        name = f"archive-run-{self.run.pk}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def _lines(self, language: str | None) -> Iterator[str]:
        """Yield the lines in the language of the reader, which is gone while they are sent."""
        rows = self._rows()
        while True:
            with translation.override(language):
                line = next(rows, None)
            if line is None:
                return
            yield line

    def _rows(self) -> Iterator[str]:
        writer = csv.writer(_Echo(), delimiter=";", quoting=csv.QUOTE_ALL)
        head = _("file"), _("status"), _("reason"), _("warnings"), _("headline"), _("date")
        yield "\ufeff" + writer.writerow([*head, _("section"), _("clusters")])
        for outcome in self.run.outcomes.iterator(500):
            cells = [
                outcome.file,
                str(STATUS_LABELS.get(outcome.status, outcome.status)),
                stored_message(outcome.reason),
                " | ".join(stored_message(warning) for warning in outcome.warnings),
                outcome.headline,
                outcome.date.isoformat() if outcome.date else "",
                outcome.section,
                ", ".join(outcome.clusters),
            ]
            yield writer.writerow([harmless(cell) for cell in cells])


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, value: str) -> str:
        return value
