"""Every page type, in both languages, with and without an English version."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from clusters.models import ClusterFigure
from members.models import Member
from metropol.models import BasePage, HomeFigure, HomePage, SiteSettings, SocialLink, TranslatedPage
from news.models import NewsLink
from tests.factories import (
    ClusterPageFactory,
    MemberFactory,
    NewsPageFactory,
    every_block,
    page_of,
    page_types,
    paragraph,
)
from tests.site.html import Document

pytestmark = pytest.mark.django_db

TYPES = page_types()
HOSTILE = """<script>alert(1)</script>{{ 7*7 }}"><img src=x onerror=alert(1)>"""
CODES = ("de", "en")


def address(page: BasePage, code: str) -> str:
    with translation.override(code):
        return page.get_url()


def full_address(page: BasePage, code: str) -> str:
    with translation.override(code):
        return page.get_full_url()


def translations(document: Document) -> dict[str | None, str | None]:
    """Return the addresses in each language that the head names; feeds are no translations."""
    links = document.all("link", rel="alternate")
    return {link["hreflang"]: link["href"] for link in links if not link["type"]}


@pytest.fixture(params=TYPES, ids=lambda model: model._meta.label)
def model(request: pytest.FixtureRequest, site: HomePage) -> type[TranslatedPage]:
    return request.param


@pytest.fixture
def read(client: Client) -> Callable[[BasePage, str], Document]:
    """Return the page as a visitor gets it, after the checks that hold for every answer."""

    def read(page: BasePage, code: str) -> Document:
        response = client.get(address(page, code))
        assert response.status_code == 200
        assert response["Content-Language"] == code
        document = Document(response)
        # The cookie that protects a form is only where one is.
        has_form = bool(document.all("form", method="post"))
        assert set(response.cookies) == ({"csrftoken"} if has_form else set())
        assert "Cookie" not in response.get("Vary", "")
        return document

    return read


@pytest.mark.parametrize("english", [True, False], ids=["bilingual", "german-only"])
@pytest.mark.parametrize("code", CODES)
def test_page_has_the_frame_that_all_pages_share(
    model: type[TranslatedPage], code: str, english: bool, read: Callable
) -> None:
    document = read(page_of(model, english=english, text="Deutsche Worte"), code)
    assert document.one("html")["lang"] == code
    document.one("h1")
    document.one("main", id="main")
    document.one("footer")
    assert document.one("a", **{"class": "skip"})["href"] == "#main"
    assert document.one("title").text.startswith("Deutsche Worte")
    assert document.one("meta", name="description")["content"]
    assert document.all("nav")
    assert len({nav["aria-label"] for nav in document.all("nav")}) == len(document.all("nav"))
    assert {script["type"] for script in document.all("script")} <= {"application/ld+json"}
    assert not document.all("style")
    assert not [element for element in document.elements if element["style"]]
    for image in document.all("img"):
        assert image["width"]
        assert image["height"]
        assert image["alt"] is not None


@pytest.mark.parametrize("code", CODES)
def test_bilingual_page_names_both_addresses(
    model: type[TranslatedPage], code: str, read: Callable
) -> None:
    page = page_of(model, english=True)
    document = read(page, code)
    german, english = full_address(page, "de"), full_address(page, "en")
    assert german != english
    assert document.one("link", rel="canonical")["href"] == (german if code == "de" else english)
    assert translations(document) == {"de": german, "en": english, "x-default": german}
    assert not document.all("meta", name="robots")


@pytest.mark.parametrize("code", CODES)
def test_page_links_to_itself_in_the_other_language(
    model: type[TranslatedPage], code: str, read: Callable
) -> None:
    page = page_of(model, english=True)
    other = "en" if code == "de" else "de"
    link = read(page, code).one("a", hreflang=other, lang=other)
    assert link["href"] == address(page, other)


def test_german_page_in_english_says_so_and_is_not_indexed(
    model: type[TranslatedPage], read: Callable
) -> None:
    page = page_of(model, english=False, text="Deutsche Worte")
    document = read(page, "en")
    assert document.one("meta", name="robots")["content"] == "noindex"
    assert document.one("link", rel="canonical")["href"] == full_address(page, "de")
    assert not translations(document)
    assert document.all("p", **{"class": "notice fallback"})
    assert document.one("h1")["lang"] == "de"
    assert document.one("title")["lang"] == "de"


def test_german_page_in_german_names_no_english_address(
    model: type[TranslatedPage], read: Callable
) -> None:
    page = page_of(model, english=False)
    document = read(page, "de")
    assert document.one("link", rel="canonical")["href"] == full_address(page, "de")
    assert not translations(document)
    assert not document.all("meta", name="robots")
    assert not document.all("p", **{"class": "notice fallback"})


def test_german_texts_of_an_english_page_are_marked(
    model: type[TranslatedPage], read: Callable
) -> None:
    """Each part of the content stands in an element with lang="de", or in one that has it."""
    page = page_of(model, english=False, text="Deutsche Worte")
    document = read(page, "en")
    marked = "".join(element.text for element in document.elements if element["lang"] == "de")
    for field in ("title", "lead", "quote", "kicker", "function"):
        if getattr(page, field, None):
            assert "Deutsche Worte" in marked
    if getattr(page, "body_de", None):
        assert document.one("div", **{"class": "prose"})["lang"] == "de"


def test_what_staff_enter_once_is_marked_as_german_in_english(
    site: HomePage, client: Client
) -> None:
    news = NewsPageFactory(english=True, press_contact="Pressestelle, Haus C", source="Amt C")
    cluster = ClusterPageFactory(english=True)
    figure = {"label_de": "Umsatz", "label_en": "Sales", "value": 3, "year": 2024}
    ClusterFigure.objects.create(page=cluster, unit="Mrd. Euro C", source="Erhebung C", **figure)
    HomeFigure.objects.create(page=site, unit="Mrd. Euro D", source="Erhebung D", **figure)
    ends = ("Haus C", "Amt C", "Euro C", "Erhebung C", "Euro D", "Erhebung D")
    for code in CODES:
        found = {}
        for page in (news, cluster, site):
            pieces = Document(client.get(address(page, code))).pieces
            found |= {text: language for language, text in pieces if text.endswith(ends)}
        assert len(found) == len(ends)
        assert set(found.values()) == {"de"}


@pytest.mark.parametrize("code", CODES)
def test_hostile_texts_are_shown_as_text(
    model: type[TranslatedPage], code: str, client: Client
) -> None:
    page = page_of(model, english=True, text=HOSTILE)
    content = client.get(address(page, code)).content.decode()
    assert content.count("<script") == content.count('<script type="application/ld+json">') == 1
    assert "<img src=x" not in content
    assert "{{ 7*7 }}" in content
    assert "49</" not in content


def test_hostile_addresses_are_not_linked(site: HomePage, client: Client) -> None:
    page = NewsPageFactory(english=True)
    NewsLink.objects.create(page=page, label_de="Falle", url="javascript:alert(1)")
    member = MemberFactory(website="javascript:alert(1)")
    settings = SiteSettings.for_site(site.get_site())
    SocialLink.objects.create(settings=settings, name="Falle", url="javascript:alert(1)")
    assert Member.objects.get() == member
    for url in (address(page, "de"), "/de/mitglieder/"):
        assert "javascript:" not in client.get(url).content.decode()


def test_links_in_paragraphs_lead_to_the_language_of_the_page(
    site: HomePage, client: Client
) -> None:
    target = NewsPageFactory(title="Ziel", title_en="Target", english=True)
    hidden = NewsPageFactory(title="Entwurf", live=False)
    text = "".join(f'<a linktype="page" id="{page.pk}">hier</a>' for page in (target, hidden))
    page = NewsPageFactory(body_de=paragraph(text), body_en=paragraph(text), english=True)
    for code, path in (("de", "/de/aktuelles/ziel/"), ("en", "/en/news/target/")):
        content = client.get(address(page, code)).content.decode()
        assert f'<a href="{path}">hier</a>' in content
        assert "<a>hier</a>" in content


def test_undated_news_come_last_under_a_heading_of_their_own(
    site: HomePage, client: Client
) -> None:
    NewsPageFactory(title="Ohne", date=None, english=True)
    NewsPageFactory(title="Mit", english=True)
    document = Document(client.get("/en/news/"))
    assert [heading.text.strip() for heading in document.all("h2")] == [
        "Mit in English",
        "Undated",
    ]
    assert [heading.text.strip() for heading in document.all("h3")] == ["Ohne in English"]


def test_english_list_shows_only_what_is_online_in_english(site: HomePage, client: Client) -> None:
    NewsPageFactory(title="Nur deutsch")
    content = client.get("/en/news/").content.decode()
    assert "Nur deutsch" not in content
    assert 'href="/de/aktuelles/"' in content
    assert "None of these entries is available in English yet." in content


def test_second_page_of_a_list_has_an_address_of_its_own(site: HomePage, client: Client) -> None:
    NewsPageFactory.create_batch(21)
    first = Document(client.get("/de/aktuelles/"))
    assert first.one("a", rel="next")["href"] == "/de/aktuelles/?p=2"
    second = Document(client.get("/de/aktuelles/?p=2"))
    assert second.one("a", rel="prev")["href"] == "/de/aktuelles/"
    assert second.one("link", rel="canonical")["href"].endswith("/de/aktuelles/?p=2")
    assert not translations(second)
    assert len(second.all("article")) == 1


def test_current_page_and_section_are_marked_in_the_menu(site: HomePage, client: Client) -> None:
    page = NewsPageFactory()
    for url, current in ((address(page, "de"), "true"), ("/de/aktuelles/", "page")):
        links = Document(client.get(url)).all("a", href="/de/aktuelles/")
        assert links[0]["aria-current"] == current


def test_pictures_without_a_file_are_not_shown(site: HomePage, client: Client) -> None:
    blocks = [("image", {"image": None, "caption": "Verschollen", "credit": "Niemand"})]
    content = client.get(address(NewsPageFactory(body_de=blocks), "de")).content.decode()
    assert "Verschollen" not in content
    assert "<figure" not in content


def test_blocks_of_a_body_are_all_shown(site: HomePage, client: Client) -> None:
    page = NewsPageFactory(body_de=every_block("Blocktext"))
    document = Document(client.get(address(page, "de")))
    prose = document.one("div", **{"class": "prose"})
    assert "Ein Absatz mit Betonung." in prose.text
    assert prose.text.count("Blocktext") >= 7
    alternatives = [image["alt"] for image in document.all("img")]
    assert alternatives == ["Blocktext", ""]


def test_edit_link_is_for_staff_only(site: HomePage, client: Client, admin_user: object) -> None:
    page = NewsPageFactory()
    assert "/admin/" not in client.get(address(page, "de")).content.decode()
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")
    assert f"/admin/pages/{page.pk}/edit/" in client.get(address(page, "de")).content.decode()
