"""What the report of translations is narrowed down to."""

from collections.abc import Mapping
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Trim
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import ModelLogEntry

from metropol.models import BasePage, EnglishState, PortalImage, User
from metropol.translations.objects import (
    ONLINE,
    SECTION_DEPTH,
    GermanState,
    Kind,
    TrackedType,
    tracked_types,
)

YES_NO = {"yes": True, "no": False}


def _checkboxes(label: Any, choices: Any = ()) -> django_filters.MultipleChoiceFilter:
    return django_filters.MultipleChoiceFilter(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple
    )


def _radios(label: Any, yes: Any, no: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label,
        choices=[("yes", yes), ("no", no)],
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )


class TranslationFilterSet(WagtailFilterSet):
    """The filters; ``where`` is the condition for rows that they make."""

    state = _checkboxes(_("English"), EnglishState.choices)
    english = _radios(_("English version"), _("online"), _("offline"))
    german = _checkboxes(_("German"), GermanState.choices)
    live = _radios(_("Visible to visitors"), _("Yes"), _("No"))
    kind = _checkboxes(_("Kind"), Kind.choices)
    type = _checkboxes(_("Type"))
    section = _checkboxes(_("Section of the site"))
    since = django_filters.DateFilter(label=_("German text changed since"), widget=AdminDateInput())
    by = _checkboxes(_("Last changed by"))

    class Meta:
        model = BasePage
        fields: ClassVar[list[str]] = []

    def __init__(
        self, *args: Any, sections: Mapping[str, str], authors: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        types = sorted(tracked_types().values(), key=lambda each: each.label.casefold())
        for name, choices in (
            ("type", [(each.name, each.label) for each in types]),
            ("section", list(sections.items())),
            ("by", list(authors.items())),
        ):
            self.filters[name].extra["choices"] = choices

    def where(self, types: Mapping[int, TrackedType]) -> Q:
        """Return the condition; ``types`` are all types by the key of their content type.

        A filter with a value that it does not know is left out.
        """
        self.form.is_valid()
        given = {name: value for name, value in self.form.cleaned_data.items() if value}
        found = Q()
        for name, column in _COLUMNS.items():
            if name in given:
                found &= Q(**{f"{column}__in": given[name]})
        if "type" in given:
            keys = [key for key, each in types.items() if each.name in given["type"]]
            found &= Q(type_id__in=keys)
        if "english" in given:
            found &= Q(english_online=YES_NO[given["english"]])
        if "live" in given:
            visible = Q(german_state__in=ONLINE)
            found &= visible if YES_NO[given["live"]] else ~visible
        if "since" in given:
            found &= Q(german_changed_at__date__gte=given["since"])
        return found


#: Columns of a row whose value is one of those chosen, by the name of their filter.
_COLUMNS = {
    "state": "english_state",
    "german": "german_state",
    "kind": "kind",
    "section": "section_path",
    "by": "touched_by",
}


def choices() -> tuple[dict[str, str], dict[int, str]]:
    """Return the sections of the site and who has changed anything; in one query.

    Title by path for sections, in their order, home pages among them; name by key for people.
    """
    pages = BasePage.objects.filter(depth__gt=1, depth__lte=SECTION_DEPTH).order_by()
    people = User.objects.order_by().filter(
        Q(pk__in=BasePage.objects.order_by().values("latest_revision__user_id"))
        | Q(pk__in=ModelLogEntry.objects.order_by().values("user_id"))
        | Q(pk__in=PortalImage.objects.order_by().values("uploaded_by_user_id"))
    )
    full_name = NullIf(Trim(Concat("first_name", Value(" "), "last_name")), Value(""))
    name = Coalesce(full_name, "username", output_field=CharField())
    text = CharField()
    found = pages.values_list(F("path"), Cast(F("title"), text), Value(0)).union(
        people.values_list(Value(""), Cast(name, text), F("pk")), all=True
    )
    rows = sorted(found, key=lambda row: (row[0], row[1].casefold()))
    sections = {path: label for path, label, key in rows if path}
    return sections, {key: label for path, label, key in rows if not path}
