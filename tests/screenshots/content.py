"""What the demo gets beside its own content, so that each state of a page can be seen."""

from datetime import date
from typing import Any

from metropol.models import PortalImage, User
from news.models import NewsIndexPage, NewsLink, NewsPage, NewsSection
from tests.screenshots import clock, drawing, stories
from tests.screenshots.networks import show_networks
from tests.screenshots.stories import Story

CHIEF, EDITOR, TRANSLATOR = "chefredaktion", "redaktion", "uebersetzung"
NAMES = {CHIEF: ("Jana", "Vogt"), EDITOR: ("Emil", "Brandt"), TRANSLATOR: ("Aylin", "Kaya")}


def prepare() -> None:
    """Name the people, and write news in every state."""
    for name, (first, last) in NAMES.items():
        User.objects.filter(username=name).update(first_name=first, last_name=last)
    with clock.ago(days=12):
        _make_images()
    with clock.ago(days=9):
        bridge = publish(stories.BRIDGE, english=True, image=image("Saalebrücke"))
        archives = publish(stories.ARCHIVES, english=True)
        cycling = publish(stories.CYCLING, english=True)
        publish(stories.HARD)
        show_networks([bridge, archives])
    with clock.ago(days=5):
        _publish_workshop()
        bridge.lead_de = stories.BRIDGE_LEAD
        _publish(bridge, EDITOR)
    with clock.ago(days=1):
        _start_translating(publish(stories.BUSES, image=image("Wasserstoffbus")))
        _submit(cycling)


def user(name: str) -> User:
    """Return somebody of the staff."""
    return User.objects.get(username=name)


def form(story: Story) -> str:
    """Return the path of the form of a news item."""
    return f"/admin/pages/{NewsPage.objects.get(title=story.german.title).pk}/edit/"


def image(title: str) -> PortalImage:
    """Return an image by its title."""
    return PortalImage.objects.get(title=title)


def publish(story: Story, *, english: bool = False, **fields: Any) -> NewsPage:
    """Publish a news item, in German or in both languages, and return it."""
    page = NewsPage(
        title=story.german.title,
        date=date(2026, 5, story.day),
        section=NewsSection.objects.filter(name_de="News").first(),
        kicker_de=story.german.kicker,
        lead_de=story.german.lead,
        body_de=_body(story.german.body),
        **fields,
    )
    if english:
        page.title_en, page.kicker_en = story.english.title, story.english.kicker
        page.lead_en, page.body_en = story.english.lead, _body(story.english.body)
        page.english_request = page.EnglishRequest.ONLINE
    page.links = [
        NewsLink(label_de=german, label_en=label if english else "", url=url)
        for german, label, url in story.links
    ]
    NewsIndexPage.objects.get().add_child(instance=page)
    return _publish(page, EDITOR)


def _publish(page: NewsPage, author: str) -> NewsPage:
    page.save_revision(user=user(author)).publish(user=user(CHIEF))
    return NewsPage.objects.get(pk=page.pk)


def _publish_workshop() -> None:
    """Publish an item with a picture in its text."""
    page = publish(stories.WORKSHOP, image=image("Werkbank"))
    picture = {
        "image": image("Werkbank"),
        "alt": "Werkbank, darüber acht Hämmer an der Wand",
        "caption": "Hier dürfen alle zugreifen",
    }
    page.body_de = [("image", picture), *_body(stories.WORKSHOP.german.body)]
    _publish(page, EDITOR)


def _submit(page: NewsPage) -> None:
    """Change a news item in both languages, and submit it for review."""
    page.lead_de, page.lead_en = stories.CYCLING_CHANGED
    page.save_revision(user=user(EDITOR))
    page.get_workflow().start(page, user(EDITOR))


def _start_translating(page: NewsPage) -> None:
    """Leave a draft in which some fields are translated, one is copied and one is empty."""
    page.title_en, page.kicker_en = stories.BUSES.english.title, stories.BUSES.english.kicker
    page.lead_en = page.lead_de
    page.save_revision(user=user(TRANSLATOR))


def _body(paragraphs: tuple[str, ...]) -> list[tuple[str, str]]:
    return [("paragraph", f"<p>{text}</p>") for text in paragraphs]


def _make_images() -> None:
    PortalImage.objects.create(
        title="Saalebrücke",
        file=drawing.bridge(),
        alt_de="Steinbrücke mit drei Bögen über einem Fluss",
        alt_en="Stone bridge with three arches across a river",
        caption_de="Seit Montag offen: die Brücke bei Leuna",
        caption_en="Open since Monday: the bridge near Leuna",
        credit="Mara Feldhaus",
        licence="CC BY 4.0",
        uploaded_by_user=user(EDITOR),
    )
    PortalImage.objects.create(
        title="Wasserstoffbus",
        file=drawing.bus(),
        alt_de="Weißer Bus mit grünem Streifen",
        credit="Verkehrsbetriebe Saale-Elster",
        use_until=date(2026, 5, 31),
        uploaded_by_user=user(EDITOR),
    )
    PortalImage.objects.create(
        title="Werkbank",
        file=drawing.workshop(),
        credit="Lehrwerkstatt Zeitz",
        use_until=date(2026, 4, 30),
        uploaded_by_user=user(CHIEF),
    )
