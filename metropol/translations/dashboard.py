"""The translations on the dashboard."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.admin.ui.components import Component

from metropol.models import EnglishState
from metropol.translations.objects import Kind
from metropol.translations.urgent import MOST_URGENT, figures, urgent_pages


class TranslationsPanel(Component):
    """How many live pages are in which state, and the most urgent ones."""

    name = "translations"
    template_name = "metropol/admin/translations_panel.html"
    order = 115

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return figures and pages; two queries."""
        user = parent_context["request"].user
        counted = figures(user)
        report = reverse("translations_report")
        live = {"kind": Kind.PAGE.value, "live": "yes"}
        return {
            "figures": [
                {
                    "state": state.value,
                    "label": state.label,
                    "pages": counted[state]["pages"],
                    "url": f"{report}?{urlencode(live | {'state': state.value})}",
                }
                for state in EnglishState
            ],
            "words_missing": sum(each["words_missing"] for each in counted.values()),
            "words_outdated": sum(each["words_outdated"] for each in counted.values()),
            "urgent": urgent_pages(user)[:MOST_URGENT],
        }
