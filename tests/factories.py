"""Content for tests and demonstrations: pages of every type, members, images, people."""

from datetime import date, timedelta
from typing import Any

import factory
import wagtail_factories
from django.db import models
from factory.django import DjangoModelFactory
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from clusters.models import ClusterIndexPage, ClusterPage
from members.models import Member, TestimonialIndexPage, TestimonialPage
from metropol.models import BasePage, HomePage, PortalImage, StandardPage, TranslatedPage, User
from news.models import NewsIndexPage, NewsPage


def paragraph(text: str) -> list[tuple[str, Any]]:
    """Return a body of one paragraph."""
    return [("paragraph", f"<p>{text}</p>")]


class PortalImageFactory(wagtail_factories.ImageFactory):
    """An image with all its texts."""

    title = factory.Sequence(lambda number: f"Bild {number}")
    file = factory.django.ImageField(width=320, height=200, color="#2f6f7e", format="JPEG")
    alt_de = "Ein Fluss vor einer Stadt"
    alt_en = "A river in front of a city"
    caption_de = "Am Ufer im Herbst"
    caption_en = "On the bank in autumn"
    credit = "Archiv der Region"

    class Meta:
        model = PortalImage


class DocumentFactory(wagtail_factories.DocumentFactory):
    """A small text file."""

    title = "Merkblatt"
    file = factory.django.FileField(filename="merkblatt.txt", data=b"Ein Merkblatt.")


class UserFactory(DjangoModelFactory):
    """A person who works in the admin; ``is_superuser=True`` for an administrator."""

    username = factory.Sequence(lambda number: f"person{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password("geheim")

    class Meta:
        model = User


class MemberFactory(DjangoModelFactory):
    """A member organisation."""

    name = factory.Sequence(lambda number: f"Werkhof {number} GmbH")
    kind = Member.Kind.COMPANY
    city = "Halle (Saale)"
    website = "https://werkhof.example"

    class Meta:
        model = Member


class PageFactory(wagtail_factories.factories.MP_NodeFactory):
    """A page that is live in German; with ``english=True`` in English too."""

    title = factory.Sequence(lambda number: f"Seite {number}")
    live = True

    class Meta:
        abstract = True

    class Params:
        english = factory.Trait(
            title_en=factory.LazyAttribute(lambda page: f"{page.title} in English"),
            english_live=True,
        )


class LeadPageFactory(PageFactory):
    """A page with lead and body."""

    lead_de = "Worum es auf dieser Seite geht, in einem Satz."
    body_de = factory.LazyFunction(lambda: paragraph("Ein Absatz mit etwas Text."))

    class Meta:
        abstract = True

    class Params:
        english = factory.Trait(
            title_en=factory.LazyAttribute(lambda page: f"{page.title} in English"),
            lead_en="What this page is about, in a sentence.",
            body_en=factory.LazyFunction(lambda: paragraph("A paragraph with some text.")),
            english_live=True,
        )


class StandardPageFactory(LeadPageFactory):
    """A page of text below the home page."""

    parent = factory.LazyFunction(lambda: HomePage.objects.get())

    class Meta:
        model = StandardPage


class NewsPageFactory(LeadPageFactory):
    """A news item; each is a day older than the one before."""

    parent = factory.LazyFunction(lambda: NewsIndexPage.objects.get())
    title = factory.Sequence(lambda number: f"Meldung {number}")
    date = factory.Sequence(lambda number: date(2026, 3, 1) - timedelta(days=number))

    class Meta:
        model = NewsPage


class ClusterPageFactory(LeadPageFactory):
    """A cluster."""

    parent = factory.LazyFunction(lambda: ClusterIndexPage.objects.get())
    title = factory.Sequence(lambda number: f"Netzwerk {number}")

    class Meta:
        model = ClusterPage


class TestimonialPageFactory(PageFactory):
    """A testimonial of a person, on behalf of a member."""

    __test__ = False

    parent = factory.LazyFunction(lambda: TestimonialIndexPage.objects.get())
    title = factory.LazyAttribute(lambda page: page.person)
    person = factory.Sequence(lambda number: f"Mara Lindner {number}")
    function_de = "Geschäftsführerin"
    quote_de = "Hier finden wir in einer Stunde alle, die wir für eine gute Idee brauchen."
    member = factory.SubFactory(MemberFactory)
    consent_origin = TestimonialPage.ConsentOrigin.RECORDED

    class Meta:
        model = TestimonialPage

    class Params:
        english = factory.Trait(
            title_en=factory.LazyAttribute(lambda page: page.person),
            function_en="Managing director",
            quote_en="Within an hour we meet everybody here whom a good idea needs.",
            english_live=True,
        )


def page_types() -> list[type[TranslatedPage]]:
    """Return all page types that staff can create, in a stable order."""
    types = [model for model in get_page_models() if issubclass(model, TranslatedPage)]
    return sorted((model for model in types if model.is_creatable), key=lambda m: m._meta.label)


def page_of(model: type[TranslatedPage], *, english: bool, text: str = "Text") -> TranslatedPage:
    """Return a live page of ``model`` with ``text`` and pictures in all its fields.

    Works for any page type by its fields alone, so that a new one needs no factory to be
    tested.
    """
    page = model.objects.first()
    if page is None:
        parent = page_of(model.allowed_parent_page_models()[0], english=english, text=text)
        page = model(title="Seite", live=True)
        _fill(page, text)
        parent.add_child(instance=page)
    _fill(page, text)
    page.english_live = english
    page.save()
    return model.objects.get(pk=page.pk)


def every_block(text: str) -> list[tuple[str, Any]]:
    """Return a body with a block of each type, ``text`` in every plain field."""
    image = PortalImageFactory(alt_de=text, alt_en=text, caption_de=text, credit=text)
    picture = {"image": image, "alt": text, "caption": text, "credit": text}
    return [
        ("heading", text),
        ("paragraph", "<p>Ein Absatz mit <b>Betonung</b>.</p>"),
        ("quote", {"text": text, "attribution": text}),
        ("image", picture),
        ("image", {"image": image, "decorative": True}),
        ("image", {"image": None, "caption": "Ohne Datei", "credit": "Niemand"}),
        ("list", [text, text]),
        ("download", {"document": DocumentFactory(title=text), "label": text}),
    ]


#: What staff write of the fields that every page has; the others belong to the tree.
_CORE = ("title", "seo_title", "search_description")


def _fill(page: TranslatedPage, text: str) -> None:
    """Write ``text`` to what staff write, choose the first of choices, and set pictures."""
    for name in (*_CORE, *(f"{name}_en" for name in _CORE)):
        setattr(page, name, text)
    page.header_image = PortalImageFactory(alt_de=text, alt_en=text)
    for field in page._meta.fields:
        if field.model is BasePage or field.primary_key or not field.editable:
            continue
        if (value := _value_for(field, text)) is not None:
            setattr(page, field.name, value)


def _value_for(field: models.Field, text: str) -> Any:
    if isinstance(field, StreamField):
        return every_block(text)
    if field.related_model is PortalImage:
        return PortalImageFactory(alt_de=text, alt_en=text)
    if field.related_model is get_document_model():
        return DocumentFactory(title=text, file__filename="video.mp4")
    if field.related_model is Member:
        return Member.objects.first() or MemberFactory(name=text)
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.URLField | models.SlugField):
        return None
    if isinstance(field, models.EmailField):
        return "hilfe@region.example"
    if isinstance(field, models.CharField | models.TextField):
        return text[: field.max_length]
    return None
