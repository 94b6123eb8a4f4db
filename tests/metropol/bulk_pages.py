"""Pages to insert at once in a test."""

import datetime
from typing import Any

from clusters.models import ClusterPage
from metropol.models import HomePage
from news.models import NewsLink, NewsPage, NewsSection
from tests.factories import PortalImageFactory, every_block


def news(number: int, **fields: Any) -> NewsPage:
    """A news item with something in each field."""
    english = every_block("Words")
    target = HomePage.objects.get()
    link = f'<p>Siehe <a linktype="page" id="{target.pk}">dort</a> & „hier“.</p>'
    page = NewsPage(
        title=f"Größe {number}",
        title_en=f"Size {number}",
        slug=f"groesse-{number}",
        slug_en=f"size-{number}",
        seo_title="Für Suchende",
        search_description="Beschreibung",
        date=datetime.date(2011, 12, number),
        section=NewsSection.objects.get_or_create(name_de="Abteilung")[0],
        kicker_de="Dachzeile",
        kicker_en="Kicker",
        lead_de="Vorspann\nmit Umbruch",
        body_de=[*every_block("Text"), ("paragraph", link)],
        body_en=english,
        image=PortalImageFactory(),
        header_image=PortalImageFactory(),
        show_in_menus=True,
        source="Quelle",
        **fields,
    )
    page.clusters.set(ClusterPage.objects.order_by("title")[:number])
    page.links.set(
        [
            NewsLink(label_de="Name", label_en="Name too", sort_order=0),
            NewsLink(label_de="Seite", target=target, sort_order=1),
            NewsLink(label_de="Adresse", url="https://a.example", sort_order=2),
        ]
    )
    return page


def plain(number: int, **fields: Any) -> NewsPage:
    return NewsPage(title=f"Meldung {number}", slug=f"m{number}", lead_de="Vorspann", **fields)
