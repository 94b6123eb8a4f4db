"""The page explorer with the state of the English version."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet

from metropol.models import BasePage, EnglishState
from metropol.translations.columns import EnglishStateColumn


class ExplorerFilterSet(GenericPageFilterSet):
    """Wagtail's filters, and those for the English version."""

    english_state = django_filters.MultipleChoiceFilter(
        label=_("English"),
        choices=EnglishState.choices,
        widget=forms.CheckboxSelectMultiple,
        method="of_pages",
    )
    english_live = django_filters.ChoiceFilter(
        label=_("English version"),
        choices=[("True", _("online")), ("False", _("offline"))],
        widget=forms.RadioSelect,
        empty_label=_("All"),
        method="of_pages",
    )

    class Meta(GenericPageFilterSet.Meta):
        pass

    def of_pages(self, queryset: Any, name: str, value: Any) -> Any:
        """Filter by key: a search takes only conditions on columns that it indexes."""
        wanted = value if isinstance(value, list) else [value]
        pages = BasePage.objects.order_by().filter(**{f"{name}__in": wanted})
        return queryset.filter(pk__in=pages.values("pk"))


class ExplorerView(ExplorableIndexView):
    """Wagtail's explorer with a column for the English version."""

    base_filterset_class = ExplorerFilterSet
    base_columns: ClassVar[list[BaseColumn]] = [
        *ExplorableIndexView.base_columns,
        EnglishStateColumn(),
    ]
