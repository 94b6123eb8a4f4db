"""The report “Translations”: everything that stands in both languages, and how."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from metropol.languages import portal_slug
from metropol.models import BasePage, EnglishState
from metropol.spreadsheets import SafeExportMixin
from metropol.translations.columns import (
    BilingualTitleColumn,
    EnglishStateColumn,
    TouchedColumn,
)
from metropol.translations.filters import TranslationFilterSet, choices
from metropol.translations.objects import (
    ACTIONS,
    GermanState,
    TrackedType,
    content_types,
    rows,
)

#: Column of the database by what the report is sorted by.
SORTING = {
    "title": "german_title",
    "german": "german_state",
    "state": "urgency",
    "type": "type_rank",
    "section": "section_path",
    "changed": "german_changed_at",
    "missing": "words_missing",
    "outdated": "words_outdated",
    "touched": "touched_at",
}


class Row(NamedTuple):
    """A line of the report."""

    title: str
    title_en: str
    url: str
    german: str
    state: str
    english_state: str
    english: str
    english_live: bool | None
    type: str
    section: str
    changed: datetime | None
    days: int | None
    missing: int
    outdated: int
    touched_by: str
    touched: datetime | None


def may_see(user: Any) -> bool:
    """Tell whether ``user`` may see the report and what leads to it."""
    return bool(page_permission_policy.user_has_any_permission(user, ACTIONS))


class TranslationsReport(SafeExportMixin, ReportView):
    """All objects that the user may change, filtered, sorted and paged in the database."""

    model = BasePage
    any_permission_required = ACTIONS
    page_title = _("Translations")
    header_icon = "globe"
    index_url_name = "translations_report"
    index_results_url_name = "translations_report_results"
    is_searchable = True
    filterset_class = TranslationFilterSet
    default_ordering = "-changed"
    verbose_name = _("entry")
    verbose_name_plural = _("entries")
    table_classname = "listing translations-report"
    columns: ClassVar[list[BaseColumn]] = [
        BilingualTitleColumn(
            "title",
            label=_("Title"),
            sort_key="title",
            get_url=lambda row: row.url or None,
            link_attrs={"lang": "de"},
            width="28%",
        ),
        Column("german", label=_("German"), sort_key="german"),
        EnglishStateColumn(sort_key="state"),
        Column("type", label=_("Type"), sort_key="type"),
        Column("section", label=_("Section of the site"), sort_key="section"),
        DateColumn("changed", label=_("German text changed"), sort_key="changed"),
        NumberColumn("missing", label=_("Words missing"), sort_key="missing"),
        NumberColumn("outdated", label=_("Words to review"), sort_key="outdated"),
        TouchedColumn("touched", label=_("Last changed"), sort_key="touched"),
    ]
    list_export: ClassVar[list[str]] = [
        name for name in Row._fields if name not in ("english_state", "english_live")
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "title": _("Title (German)"),
        "title_en": _("Title (English)"),
        "url": _("Form"),
        "german": _("German"),
        "state": _("English"),
        "english": _("English version"),
        "type": _("Type"),
        "section": _("Section of the site"),
        "changed": _("German text changed"),
        "days": _("Age in days"),
        "missing": _("Words missing"),
        "outdated": _("Words to review"),
        "touched_by": _("Last changed by"),
        "touched": _("Last changed"),
    }

    def get_filename(self) -> str:
        """Return the name of the exported file: what it is and of which day."""
        return f"{portal_slug(str(self.page_title))}-{timezone.localdate()}"

    @cached_property
    def types(self) -> Mapping[int, TrackedType]:
        """Return all types by the key of their content type."""
        return content_types()

    @cached_property
    def choices(self) -> tuple[Mapping[str, str], Mapping[int, str]]:
        """Return the sections of the site and the people who change something."""
        return choices()

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """Add what the choices of the filters are made of."""
        kwargs: dict[str, Any] = super().get_filterset_kwargs()
        sections, authors = self.choices
        return kwargs | {"sections": sections, "authors": authors}

    def get_filtered_queryset(self) -> QuerySet[Any, dict[str, Any]]:
        """Return the rows that are asked for, sorted."""
        where: Q = self.filters.where(self.types)
        for word in self.search_query.split():
            where &= Q(german_title__icontains=word) | Q(english_title__icontains=word)
        found = rows(where, self.request.user)
        column = F(SORTING[self.ordering.removeprefix("-")])
        is_descending = self.ordering.startswith("-")
        # What has no date comes last, on any database.
        first = column.desc(nulls_last=True) if is_descending else column.asc(nulls_last=True)
        return found.order_by(first, "german_title", "type_id", "key")

    def get_table(self, object_list: Iterable[dict[str, Any]]) -> Any:
        """Return the table; an export needs none."""
        return super().get_table([] if self.is_export else list(self.lines(object_list)))

    def as_spreadsheet(self, queryset: Iterable[dict[str, Any]], spreadsheet_format: str) -> Any:
        """Return the file with all rows."""
        return super().as_spreadsheet(self.lines(queryset), spreadsheet_format)

    def lines(self, found: Iterable[dict[str, Any]]) -> Iterator[Row]:
        """Yield the rows in words of the reader's language."""
        german, states = dict(GermanState.choices), dict(EnglishState.choices)
        online = {True: _("online"), False: _("offline"), None: ""}
        now = timezone.now()
        sections, authors = self.choices
        for row in found:
            type_ = self.types[row["type_id"]]
            changed = row["german_changed_at"]
            yield Row(
                title=row["german_title"],
                title_en=row["english_title"],
                url=type_.edit_url(row["key"]),
                german=str(german[row["german_state"]]),
                state=str(states.get(row["english_state"], "")),
                english_state=row["english_state"],
                english=str(online[row["english_online"]]),
                english_live=row["english_online"],
                type=type_.label,
                section=sections.get(row["section_path"], ""),
                changed=changed,
                days=max((now - changed).days, 0) if changed else None,
                missing=row["words_missing"],
                outdated=row["words_outdated"],
                touched_by=authors.get(row["touched_by"], ""),
                touched=row["touched_at"],
            )
