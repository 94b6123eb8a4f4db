"""``/styleguide/``: every component of the site in one place, while it is being developed.

The components are those of the templates, with what the site holds: the demo has something for
most of them. In English, so that what has no English is seen too.
"""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from metropol.filters import Choice, ShownFacet
from metropol.languages import ENGLISH, LocalizedValue
from metropol.models import HomeFigure, HomePage, PortalImage

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
        "listing": Paginator(range(90), 10).page(4),
        "form": SampleForm({"topic": "b"}),
    }
    with translation.override(ENGLISH):
        return render(request, "metropol/styleguide.html", context)
