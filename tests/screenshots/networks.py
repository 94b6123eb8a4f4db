"""Invented clusters in both languages, for pictures of directory, map and page."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from clusters.models import (
    ClusterAlias,
    ClusterContact,
    ClusterFigure,
    ClusterIndexPage,
    ClusterPage,
    FederalState,
    Sector,
)
from members.models import Member
from news.models import NewsPage


class Network(NamedTuple):
    """An invented cluster: names, leads, city, state and sector, German and English."""

    name: tuple[str, str]
    lead: tuple[str, str]
    city: str
    state: str
    sector: tuple[str, str]


NETWORKS = (
    Network(
        ("Druckguss-Verbund Saaletal", "Saale Valley Die Casting Network"),
        (
            "Gießereien, Werkzeugbau und zwei Institute teilen sich Öfen und Prüfstände.",
            "Foundries, toolmakers and two institutes share furnaces and test benches.",
        ),
        "Halle (Saale)",
        "Sachsen-Anhalt",
        ("Metallverarbeitung", "Metalworking"),
    ),
    Network(
        ("Lichtwerk Jena", "Lichtwerk Jena"),
        (
            "Wer Linsen schleift, trifft auf Kliniken, die genauer hinsehen wollen.",
            "Those who grind lenses meet hospitals that want to look more closely.",
        ),
        "Jena",
        "Thüringen",
        ("Optik und Photonik", "Optics and photonics"),
    ),
    Network(
        ("Netzwerk Klingende Werkstatt", "Sounding Workshop Network"),
        (
            "Instrumentenbau aus drei Tälern, von der Geige bis zur Orgelpfeife.",
            "Instrument makers from three valleys, from violins to organ pipes.",
        ),
        "Markneukirchen",
        "Sachsen",
        ("Instrumentenbau", "Musical instruments"),
    ),
    Network(
        ("Güterkreis Leipzig", "Leipzig Freight Circle"),
        (
            "Speditionen planen ihre Wege gemeinsam und sparen jeden fünften Kilometer.",
            "Carriers plan their routes together and save every fifth kilometre.",
        ),
        "Leipzig",
        "Sachsen",
        ("Logistik", "Logistics"),
    ),
    Network(
        ("Grüne Chemie Bitterfeld", "Green Chemistry Bitterfeld"),
        (
            "Aus Holzresten und Stroh werden Klebstoffe, Fasern und Farben.",
            "Wood waste and straw become adhesives, fibres and paints.",
        ),
        "Bitterfeld-Wolfen",
        "Sachsen-Anhalt",
        ("Bioökonomie", "Bioeconomy"),
    ),
)


def show_networks(news: list[NewsPage]) -> None:
    """Publish the clusters, the first with all that a cluster can have."""
    pages = [_publish(network) for network in NETWORKS]
    whole = pages[0]
    whole.short_name, whole.legal_name = "DVS", "Druckguss-Verbund Saaletal e. V."
    whole.founded, whole.website = 2009, "https://druckguss.example"
    whole.checked_on = date(2026, 4, 20)
    whole.body_de = [
        (
            "paragraph",
            "<p>Was einer allein nicht auslastet, steht allen offen.</p>",
        ),
        ("heading", "Was der Verbund bietet"),
        ("list", ["Prüfstand für Gussteile", "Ausbildung im Wechsel", "Einkauf von Strom"]),
    ]
    whole.body_en = [
        ("paragraph", "<p>What one company alone cannot use to capacity is open to all.</p>"),
        ("heading", "What the network offers"),
        ("list", ["Test bench for castings", "Rotating apprenticeships", "Joint power purchase"]),
    ]
    whole.other_names = [ClusterAlias(name="Gießerei-Kreis Halle", from_year=2009, to_year=2016)]
    whole.contacts = [
        ClusterContact(
            name="Ines Falkenberg",
            function_de="Geschäftsführerin",
            function_en="Managing director",
            email="falkenberg@druckguss.example",
            phone="+49 345 000 000",
        )
    ]
    whole.figures = [
        ClusterFigure(
            label_de=german, label_en=english, value=Decimal(value), year=2025, source=source
        )
        for german, english, value, source in (
            ("Betriebe", "companies", "42", "Eigene Zählung"),
            ("Beschäftigte", "employees", "3180", "Umfrage unter den Mitgliedern"),
        )
    ]
    whole.save_revision().publish()
    for member in Member.objects.all()[:2]:
        member.clusters.add(whole)
        member.save()
    for page in news:
        page.clusters.add(whole)
        page.save_revision().publish()


def _publish(network: Network) -> ClusterPage:
    page = ClusterPage(
        title=network.name[0],
        title_en=network.name[1],
        lead_de=network.lead[0],
        lead_en=network.lead[1],
        city=network.city,
        english_request=ClusterPage.EnglishRequest.ONLINE,
    )
    sector, _ = Sector.objects.get_or_create(
        name_de=network.sector[0], defaults={"name_en": network.sector[1]}
    )
    state, _ = FederalState.objects.get_or_create(name_de=network.state)
    page.sectors, page.states = [sector], [state]
    ClusterIndexPage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return ClusterPage.objects.get(pk=page.pk)
