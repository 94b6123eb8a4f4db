"""The report “Content checks”: every live page with what was found on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Any, ClassVar

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.views.reports import PageReportView
from wagtail.models import get_page_content_types

from metropol.content_checks.findings import Level
from metropol.content_checks.shown import Shown, model_of, shown
from metropol.content_checks.wording import WORDINGS
from metropol.languages import GERMAN
from metropol.models import BasePage, ContentFinding
from metropol.models.findings import COUNTS
from metropol.spreadsheets import SafeExportMixin

#: Pages that an export loads at once.
CHUNK = 500


def sections(request: HttpRequest | None) -> QuerySet[BasePage]:
    """Return the pages that the site is divided into: those below a home page."""
    return BasePage.objects.filter(depth=3).order_by("path")


class SectionFilter(django_filters.ModelChoiceFilter):
    """Pages of one section, the section's own page included."""

    def filter(self, queryset: Any, value: BasePage | None) -> Any:
        """Return the pages below ``value``."""
        return queryset.descendant_of(value, inclusive=True) if value else queryset


class ReportFilterSet(WagtailFilterSet):
    """Kind, level and language are of the findings, type and section of the page."""

    code = django_filters.MultipleChoiceFilter(
        label=_("Kind"),
        choices=[(code, wording.kind) for code, wording in WORDINGS.items()],
        widget=forms.CheckboxSelectMultiple,
        method="of_findings",
    )
    level = django_filters.MultipleChoiceFilter(
        label=_("Level"),
        choices=Level.choices,
        widget=forms.CheckboxSelectMultiple,
        method="of_findings",
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=settings.LANGUAGES,
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="of_findings",
    )
    content_type = ContentTypeFilter(
        label=_("Type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
    )
    section = SectionFilter(label=_("Section of the site"), queryset=sections)

    class Meta:
        model = BasePage
        fields: ClassVar[list[str]] = []

    def of_findings(self, queryset: Any, name: str, value: Any) -> Any:
        """Leave the pages to filter_queryset: one finding must meet all three conditions."""
        return queryset

    def findings(self) -> QuerySet[ContentFinding]:
        """Return the findings that are asked for."""
        values = self.form.cleaned_data if self.form.is_valid() else {}
        wanted: QuerySet[ContentFinding] = ContentFinding.objects.all()
        if values.get("code"):
            wanted = wanted.filter(code__in=values["code"])
        if values.get("level"):
            wanted = wanted.filter(level__in=values["level"])
        if values.get("language"):
            wanted = wanted.filter(language=values["language"])
        return wanted

    def filter_queryset(self, queryset: Any) -> Any:
        """Return the pages that have a finding that is asked for."""
        pages = super().filter_queryset(queryset)
        wanted = self.findings()
        return pages.filter(pk__in=wanted.values("check_of")) if wanted.query.where else pages


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the export: a finding with its page, or a page without any."""

    page: str
    address: str
    page_type: str
    section: str
    checked_at: datetime | None
    level: str = ""
    kind: str = ""
    language: str = ""
    field: str = ""
    text: str = ""
    advice: str = ""


class ContentChecksReport(SafeExportMixin, PageReportView):
    """The report, for whoever may edit pages: those that they may edit, worst first."""

    page_title = _("Content checks")
    header_icon = "clipboard-list"
    results_template_name = "metropol/content_checks/report_results.html"
    index_url_name = "content_checks_report"
    index_results_url_name = "content_checks_report_results"
    filterset_class = ReportFilterSet
    any_permission_required = ("change",)
    export_filename = "content-checks"
    list_export: ClassVar[list[str]] = list(Row.__annotations__)
    export_headings: ClassVar[dict[str, Any]] = {
        "page": _("Page"),
        "address": _("Address"),
        "page_type": _("Type"),
        "section": _("Section of the site"),
        "checked_at": _("Checked at"),
        "level": _("Level"),
        "kind": _("Kind"),
        "language": _("Language"),
        "field": _("Field"),
        "text": _("What was found"),
        "advice": _("What to do"),
    }

    def get_queryset(self) -> Any:
        """Return the live pages that the user may edit, those with the most errors first."""
        editable = self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, {"change"}
        )
        counts = (Coalesce(f"content_check__{column}", 0).desc() for column in COUNTS.values())
        self.queryset = (
            editable.live()
            .filter(depth__gt=1)
            .select_related("content_type", "content_check")
            .order_by(*counts, "title", "pk")
        )
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Put the findings of the pages shown into words; an export does so chunk by chunk."""
        if self.is_export:
            return object_list
        pages = list(object_list)
        self._load_findings(pages)
        for page in pages:
            page.shown_findings = self._findings(page)
            page.shown_section = self._section(page)
        return pages

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponseBase:
        """Return the export: a line for each finding."""
        response: HttpResponseBase = super().as_spreadsheet(
            self._all_rows(queryset), spreadsheet_format
        )
        return response

    def _all_rows(self, queryset: Any) -> Iterator[Row]:
        for chunk in batched(queryset.iterator(chunk_size=CHUNK), CHUNK):
            yield from self._rows(chunk)

    def _load_findings(self, pages: Sequence[BasePage]) -> None:
        """Load those findings of the pages that are asked for."""
        wanted = self.filters.findings().order_by("number")
        prefetch_related_objects(pages, Prefetch("content_check__findings", queryset=wanted))

    def _rows(self, pages: Sequence[BasePage]) -> Iterator[Row]:
        self._load_findings(pages)
        for page in pages:
            check = getattr(page, "content_check", None)
            with override(GERMAN):
                address = page.get_full_url(self.request) or ""
            row = (
                page.title,
                address,
                str(model_of(page)._meta.verbose_name),
                self._section(page),
                check.checked_at if check else None,
            )
            found = self._findings(page)
            if not found:
                yield Row(*row)
            for each in found:
                label, language = each.level_label, each.language_label
                texts = (each.field, each.text, each.advice)
                yield Row(*row, label, each.kind, language, *texts)

    def _findings(self, page: BasePage) -> list[Shown]:
        check = getattr(page, "content_check", None)
        return [shown(each, model_of(page)) for each in check.findings.all()] if check else []

    @cached_property
    def _sections(self) -> list[tuple[str, str]]:
        return list(sections(None).values_list("path", "title"))

    def _section(self, page: BasePage) -> str:
        return next((title for path, title in self._sections if page.path.startswith(path)), "")
