"""The search in Wagtail's admin: what found nothing, promoted results, compound words."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.contrib.search_promotions.views.settings import CreateView
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from metropol.admin_pages import register_report
from metropol.models import CompoundWord, FailedQuery
from metropol.spreadsheets import SafeExportMixin

_policy = ModelPermissionPolicy(SearchPromotion)


class FailedQueryFilterSet(WagtailFilterSet):
    """One language, or both."""

    language = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=settings.LANGUAGES,
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = FailedQuery
        fields: ClassVar[list[str]] = ["language"]


def _promote_address(row: FailedQuery) -> str:
    return f"{reverse('promote_query')}?{urlencode({'query': row.text})}"


class FailedQueriesReport(SafeExportMixin, ReportView):
    """Queries that found nothing, the most frequent first, for whoever may promote results."""

    model = FailedQuery
    permission_policy = _policy
    any_permission_required = ("add", "change", "delete")
    page_title = _("Queries without results")
    header_icon = "search"
    index_url_name = "failed_queries_report"
    index_results_url_name = "failed_queries_report_results"
    filterset_class = FailedQueryFilterSet
    default_ordering = "-times"
    columns: ClassVar[list[BaseColumn]] = [
        Column("text", label=_("Query"), sort_key="text"),
        Column("get_language_display", label=_("Language"), sort_key="language"),
        NumberColumn("times", label=_("Times"), sort_key="times"),
        DateColumn("last_at", label=_("Last"), sort_key="last_at"),
        TitleColumn(
            "promote",
            label=_("Promoted search results"),
            accessor=lambda row: _("Recommend a page"),
            get_url=_promote_address,
        ),
    ]
    list_export: ClassVar[list[str]] = ["text", "get_language_display", "times", "last_at"]
    export_headings: ClassVar[dict[str, Any]] = {
        "text": _("Query"),
        "get_language_display": _("Language"),
        "times": _("Times"),
        "last_at": _("Last"),
    }
    export_filename = "queries-without-results"

    def get_base_queryset(self) -> Any:
        """Return all queries in an order that is the same each time."""
        return FailedQuery.objects.order_by("-times", "-last_at", "pk")


class PromoteView(CreateView):
    """Wagtail's form for a promoted result, with the query filled in."""

    def get_initial(self) -> dict[str, Any]:
        """Fill in the words that the report's link names."""
        initial: dict[str, Any] = super().get_initial()
        return initial | {"query_string": self.request.GET.get("query", "")[:255]}


class CompoundWordViewSet(SnippetViewSet):
    """What staff tell the search about long words."""

    model = CompoundWord
    icon = "link"
    menu_label = _("Compound words")
    add_to_settings_menu = True
    menu_order = 910
    list_display: ClassVar[list[str]] = ["word", "role"]
    list_filter: ClassVar[list[str]] = ["role"]
    search_fields: ClassVar[list[str]] = ["word"]


register_snippet(CompoundWordViewSet)


def may_see(user: Any) -> bool:
    """Tell whether ``user`` may promote results, and so see what found nothing."""
    actions = FailedQueriesReport.any_permission_required
    return bool(_policy.user_has_any_permission(user, actions))


register_report(FailedQueriesReport, "failed-queries", order=720, may_see=may_see)


@hooks.register("construct_reports_menu")
def without_search_terms(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Leave out Wagtail's report of search terms: what visitors look for is not counted."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]


@hooks.register("register_admin_urls")
def promote_url() -> list[URLPattern]:
    """Add the form that the report leads to."""
    return [path("searchpicks/promote/", PromoteView.as_view(), name="promote_query")]
