"""Any sequence of saving, publishing and going back: English is never current without a reason."""

import random
from typing import Any

import pytest
from wagtail.models import Revision

from metropol.translations.publishing import publish_language
from metropol.translations.units import unit_of
from news.models import NewsPage
from tests.metropol.translations.forms import draft, live

pytestmark = pytest.mark.django_db
STEPS = 20


class Walk:
    """Random deeds on one page; remembers with which German each English lead belongs."""

    def __init__(self, page: NewsPage, seed: int) -> None:
        self.page = page
        self.random = random.Random(seed)
        self.belong = {(page.lead_de, page.lead_en)}
        self.known = {page.lead_en}
        self.done: list[str] = []

    def step(self) -> None:
        """Do something to the page, and check what is stored."""
        deeds = (
            self.edit,
            self.edit,
            self.confirm,
            self.shell,
            self.publish,
            self.publish_one_language,
            self.go_back,
            self.offline,
        )
        deed = self.random.choice(deeds)
        self.done.append(deed.__name__)
        deed()
        for page in (live(self.page), draft(self.page)):
            state = page.english_field_states["lead"]
            pair = (page.lead_de, page.lead_en)
            assert (state == "current") <= (pair in self.belong), (self.done, pair, state)

    def change(self, page: NewsPage) -> None:
        """Write other texts, some of them older ones."""
        if self.random.random() < 0.6:
            page.lead_de = f"Vorspann {self.random.randrange(4)}"
        if self.random.random() < 0.5:
            page.lead_en = f"Lead {self.random.randrange(4)}"
        self.wrote(page)

    def wrote(self, page: NewsPage) -> None:
        """Remember a text that is new; an older one belongs where it did."""
        if page.lead_en not in self.known:
            self.known.add(page.lead_en)
            self.belong.add((page.lead_de, page.lead_en))

    def edit(self) -> None:
        page = draft(self.page)
        self.change(page)
        page.save_revision()

    def confirm(self) -> None:
        page = draft(self.page)
        page.confirm_english([unit_of(page, "lead")])
        self.belong.add((page.lead_de, page.lead_en))
        page.save_revision()

    def shell(self) -> None:
        page = live(self.page)
        self.change(page)
        page.save()

    def publish(self) -> None:
        live(self.page).get_latest_revision().publish()

    def publish_one_language(self) -> None:
        if live(self.page).live:
            publish_language(self.page, self.random.choice(["de", "en"]))

    def go_back(self) -> None:
        revisions: Any = Revision.objects.for_instance(self.page).order_by("pk")
        self.random.choice(list(revisions)).publish()

    def offline(self) -> None:
        live(self.page).unpublish()


@pytest.mark.parametrize("seed", range(4))
def test_no_sequence_makes_english_current_without_a_reason(news: NewsPage, seed: int) -> None:
    walk = Walk(news, seed)
    for _ in range(STEPS):
        walk.step()
