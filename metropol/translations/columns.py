"""Columns of lists that show where a translation stands."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn

from metropol.models import EnglishState


class BilingualTitleColumn(TitleColumn):
    """The German title, linked to the form, and the English one below it."""

    cell_template_name = "metropol/admin/translation_title.html"


class TouchedColumn(BaseColumn):
    """Who changed an object last, and when."""

    cell_template_name = "metropol/admin/translation_touched.html"


class EnglishStateColumn(Column):
    """The state of the English version, and whether it is online.

    The object has ``english_state`` and ``english_live``, which is None where it is online
    whenever there is a text.
    """

    cell_template_name = "metropol/admin/translation_state.html"

    def __init__(self, name: str = "english_state", **kwargs: Any) -> None:
        super().__init__(name, label=kwargs.pop("label", _("English")), **kwargs)

    @cached_property
    def labels(self) -> dict[str, Any]:
        """Return the name of each state."""
        return dict(EnglishState.choices)

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add the state's name and whether English is online."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["state"] = instance.english_state
        context["label"] = self.labels.get(instance.english_state, "")
        context["online"] = instance.english_live
        return context
