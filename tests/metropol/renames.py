"""What a site promises of its addresses, whatever staff do: a model of it beside the real one."""

from random import Random

from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect

from metropol.languages import CODES
from metropol.models import BasePage, HomePage, StandardPage
from metropol.redirects import problems
from metropol.site_paths import SitePaths
from tests.factories import StandardPageFactory

SLUGS = ("a", "b", "c")


def addresses(page: BasePage) -> dict[str, str]:
    """Return the addresses of a page by language."""
    found = SitePaths().of(page.url_path, page.url_path_en)
    return {key.language: address for key, address in found.items()}


def publish(page: BasePage, **changes: object) -> None:
    """Publish a page with changes, as the edit form does."""
    page = page.specific_class.objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def hops(client: Client, address: str) -> list[str]:
    """Return where an address leads, hop by hop; the last of them is ``"404"`` for nowhere."""
    found = []
    while len(found) < 5:
        response = client.get(address)
        if response.status_code != 301:
            return found if response.status_code == 200 else [*found, str(response.status_code)]
        address = response.headers["Location"]
        found.append(address)
    return found


class Staff:
    """Somebody who renames, moves, publishes and deletes pages at random."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.home = HomePage.objects.get()
        #: Which page was the last that was live at an address.
        self.owners: dict[str, int] = {}
        self.number = 0

    def work(self, steps: int) -> None:
        """Do a number of things; what the site refuses is not done."""
        deeds = [self.rename, self.rename, self.rename_english, self.move, self.move]
        deeds += [self.add, self.add, self.unpublish, self.publish, self.draft, self.delete]
        for _ in range(steps):
            try:
                self.random.choice(deeds)()
            except ValidationError:
                continue
            for page in self.pages().live():
                self.owners |= dict.fromkeys(addresses(page).values(), page.pk)

    def check(self, client: Client) -> None:
        """Check each address that was ever live: the page, or one hop to it."""
        live = {page.pk: addresses(page) for page in self.pages().live()}
        for address, owner in self.owners.items():
            wanted = live.get(owner)
            now = wanted and wanted["en" if address.startswith("/en/") else "de"]
            expected = ["404"] if now is None else [] if now == address else [now]
            assert hops(client, address) == expected, address
        offline = set(self.pages().filter(live=False).values_list("pk", flat=True))
        found = [each for each in problems() if each.redirect.redirect_page_id not in offline]
        assert not found
        of_live = {address.rstrip("/") for page in live.values() for address in page.values()}
        assert not Redirect.objects.filter(old_path__in=of_live).exists()

    def pages(self) -> object:
        return StandardPage.objects.filter(title__startswith="Zufall")

    def any(self) -> StandardPage:
        keys = list(self.pages().order_by("pk").values_list("pk", flat=True))
        if not keys:
            raise ValidationError("no page")
        return StandardPage.objects.get(pk=self.random.choice(keys))

    def rename(self) -> None:
        publish(self.any(), slug=self.random.choice(SLUGS))

    def rename_english(self) -> None:
        publish(self.any(), slug_en=self.random.choice((*SLUGS, "")))

    def publish(self) -> None:
        publish(self.any(), title=f"Zufall {self.random.random()}")

    def draft(self) -> None:
        page = self.any()
        page.slug = self.random.choice(SLUGS)
        page.save_revision()

    def unpublish(self) -> None:
        self.any().unpublish()

    def delete(self) -> None:
        if self.random.random() < 0.3:
            self.any().delete()

    def add(self) -> None:
        self.number += 1
        parent = self.random.choice(
            (self.home, self.home, self.any() if self.owners else self.home)
        )
        parent = type(parent).objects.get(pk=parent.pk)
        page = StandardPageFactory.build(
            parent=None,
            title=f"Zufall {self.number}",
            slug=self.random.choice(SLUGS),
            live=False,
        )
        parent.add_child(instance=page)
        if self.random.random() < 0.7:
            publish(page)

    def move(self) -> None:
        page = self.any()
        target = self.random.choice((self.home, self.any()))
        if target != page and not target.is_descendant_of(page):
            page.move(BasePage.objects.get(pk=target.pk), pos="last-child")


def in_language(language: str, staff: Staff, steps: int) -> None:
    """Let staff work with an admin in a language."""
    assert language in CODES
    with translation.override(language):
        staff.work(steps)
