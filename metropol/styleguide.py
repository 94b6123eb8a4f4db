"""``/styleguide/``: every component of the site in one place, while it is being developed.

The components are those of the templates, with what the site holds: the demo has something for
most of them. In English, so that what has no English is seen too.
"""

from datetime import date
from typing import Any

from django import forms
from django.apps import apps
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from metropol.filters import Choice, ShownFacet
from metropol.languages import ENGLISH, LocalizedValue
from metropol.lost import Lost
from metropol.models import (
    AccessibilityStatementPage,
    HomeFigure,
    HomePage,
    PortalImage,
    StandardPage,
)
from metropol.search.promotions import Promotion
from metropol.search.results import Result
from metropol.search.views import Choice as SearchChoice

#: The colours of site.css, by the name of their custom property.
COLOURS = ("paper", "tint", "ink", "soft", "line", "accent", "deep", "bright", "alarm")


class SampleForm(forms.Form):
    """A field of each kind."""

    name = forms.CharField(help_text="As it should appear.")
    topic = forms.ChoiceField(choices=[("a", "A question"), ("b", "A barrier")])
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))
    agree = forms.BooleanField(label="I agree")


class SampleFilters:
    """A filter with two values, one of them chosen."""

    clear_url = "/styleguide/"

    def __init__(self) -> None:
        choices = [
            Choice(slug, LocalizedValue(slug, ENGLISH, False), 12, "/styleguide/", slug == "2026")
            for slug in ("2025", "2026")
        ]
        self.shown = [
            ShownFacet("year", "Year", choices),
            ShownFacet("section", "Section", choices[:1]),
        ]

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, parameter: str) -> ShownFacet:
        """Return a facet, as the filters of a list do. Raises KeyError."""
        return {each.parameter: each for each in self.shown}[parameter]


#: What a search finds.
RESULTS = (
    Result(
        "#main",
        mark_safe("Ways along the <mark>river</mark>"),
        mark_safe("… where the <mark>river</mark> leaves the town …"),
        "News items",
        date(2026, 5, 4),
    ),
    Result("#main", mark_safe("River and rail"), mark_safe(""), "Pages", None),
)


def _contact() -> Any:
    """Return somebody who spoke for a cluster, and is stored nowhere."""
    return apps.get_model("clusters.ClusterContact")(
        name="Ines Falk",
        function_de="Leiterin der Geschäftsstelle",
        email="falk@region.example",
        phone="+49 341 000000",
        to_date=date(2024, 6, 30),
    )


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    request.LANGUAGE_CODE = ENGLISH
    context = {
        "home": HomePage.objects.first(),
        "image": PortalImage.objects.first(),
        "colours": COLOURS,
        "figures": HomeFigure.objects.all(),
        "filters": SampleFilters(),
        "results": RESULTS,
        "promotions": [
            Promotion(
                "#main",
                LocalizedValue("Opening hours", ENGLISH, False),
                LocalizedValue("What staff recommend for these words.", ENGLISH, False),
            )
        ],
        "search_choices": [
            SearchChoice("News items", "#main", 12, True),
            SearchChoice("Pages", "#main", 3, False),
        ],
        "listing": Paginator(range(90), 10).page(4),
        "form": SampleForm({"topic": "b"}),
        "standard": StandardPage.objects.first(),
        "statement": AccessibilityStatementPage.objects.first(),
        "members": apps.get_model("members.Member").objects.all()[:3],
        "names": [{"name": "Leichtbau-Runde Zeitz", "from_year": 1998, "to_year": 2006}],
        "contacts": [_contact()],
        "downloads": {"csv": "#main", "geojson": "#main"},
        "lost": Lost({"de": "/de/", "en": "/en/"}, {"de": "Eine Seite", "en": "A page"}),
    }
    with translation.override(ENGLISH):
        return render(request, "metropol/styleguide.html", context)
