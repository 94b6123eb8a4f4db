"""One file of a run: what was read of it beside the text itself."""

from contextlib import suppress
from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.views.generic import TemplateView

from news.admin.runs import BelowRunMixin, words_of
from news.archive.messages import message
from news.archive.parser import parse_bytes
from news.archive.record import Parsed
from news.archive.upload import UploadRefused, read_one
from news.models import ArchiveOutcome, ArchiveUpload

#: Characters of a text that one page shows.
MAX_SHOWN = 100_000


class FileView(BelowRunMixin, TemplateView):
    """The parsed text of one file beside the raw text."""

    template_name = "news/archive/file.html"

    @cached_property
    def outcome(self) -> ArchiveOutcome:
        """Return the outcome of the file; Http404 if the run has none."""
        outcomes = self.run.outcomes.select_related("item")
        found = outcomes.filter(number=self.kwargs["number"]).first()
        if found is None:
            raise Http404
        return found

    def get_page_title(self) -> str:
        """Return the name of the file."""
        return self.outcome.file

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the text and what was read of it."""
        context = super().get_context_data(**kwargs)
        parsed = self._parsed()
        text = parsed.text if parsed else ""
        return (
            context
            | words_of(self.outcome)
            | {
                "outcome": self.outcome,
                "record": parsed.record if parsed else None,
                "refusal": message(parsed.reason) if parsed else "",
                "text": text[:MAX_SHOWN],
                "is_cut": len(text) > MAX_SHOWN,
            }
        )

    def _parsed(self) -> Parsed | None:
        """Read the file from the upload or, once that is gone, from what the item keeps."""
        data = None
        upload = ArchiveUpload.objects.filter(run=self.run).first()
        if upload:
            with suppress(UploadRefused):
                data = read_one(bytes(upload.data), self.outcome.file)
        elif self.outcome.item:
            data = (self.outcome.item.raw_text or self.outcome.item.text).encode()
        return parse_bytes(data, today=timezone.localdate()) if data else None
