"""What the home page of a new portal shows besides its texts: ways in and first figures."""

from decimal import Decimal
from typing import NamedTuple

from django.apps import apps

from metropol.models import HomeFigure, HomePage, WayIn


class Way(NamedTuple):
    """A way in: German and English texts, and the page type that it leads to."""

    title: tuple[str, str]
    text: tuple[str, str]
    model: str


class Figure(NamedTuple):
    """A figure: German and English label, value, unit, year and source."""

    label: tuple[str, str]
    value: str
    unit: str
    year: int
    source: str


WAYS = (
    Way(
        ("Für Unternehmen", "For companies"),
        (
            "Finden Sie das Netzwerk Ihrer Branche und wen Sie dort ansprechen.",
            "Find the network of your industry and whom to talk to there.",
        ),
        "clusters.ClusterIndexPage",
    ),
    Way(
        ("Für Kommunen und Hochschulen", "For municipalities and universities"),
        (
            "Sehen Sie, wer die Region trägt, und werden Sie Teil davon.",
            "See who is behind the region, and become part of it.",
        ),
        "members.MemberIndexPage",
    ),
    Way(
        ("Für Medien", "For the media"),
        (
            "Lesen Sie alle Meldungen, nach Jahr und Thema geordnet.",
            "Read all news, sorted by year and subject.",
        ),
        "news.NewsIndexPage",
    ),
    Way(
        ("Für Mitglieder", "For members"),
        (
            "Erzählen Sie in eigenen Worten, warum Sie dabei sind.",
            "Tell in your own words why you are part of it.",
        ),
        "members.TestimonialIndexPage",
    ),
)

STATES = "Statistische Landesämter"
FIGURES = (
    Figure(("Länder arbeiten zusammen", "states work together"), "3", "", 2024, ""),
    Figure(("Fläche dieser Länder", "area of these states"), "55100", "km²", 2024, STATES),
)


def furnish(home: HomePage) -> None:
    """Give a new home page its ways in and figures, and publish it."""
    for way in WAYS:
        target = apps.get_model(way.model).objects.first()
        if target:
            (title_de, title_en), (text_de, text_en) = way.title, way.text
            home.ways_in.add(
                WayIn(
                    title_de=title_de,
                    title_en=title_en,
                    text_de=text_de,
                    text_en=text_en,
                    target=target,
                )
            )
    for figure in FIGURES:
        home.figures.add(
            HomeFigure(
                label_de=figure.label[0],
                label_en=figure.label[1],
                value=Decimal(figure.value),
                unit=figure.unit,
                year=figure.year,
                source=figure.source,
            )
        )
    home.confirm_english()
    home.save_revision().publish()
