"""Where the texts of a page are, for any page type: its translated fields, block by block."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.blocks import Block, StreamValue
from wagtail.images import get_image_model

from metropol.blocks import BulletListBlock, HeadingBlock, ParagraphBlock, PictureBlock
from metropol.content_checks.markup import Markup, parse
from metropol.languages import CODES, ENGLISH, attribute
from metropol.models import BasePage
from metropol.translations.units import fields_of

#: Child objects that are no part of a page's content.
_COMMENTS = "wagtail_admin_comments"


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a body with its value as it is stored; no object is loaded for it."""

    block: Block
    value: Any
    path: str

    @property
    def struct(self) -> dict[str, Any]:
        """Return the values of a block that has several; nothing for other blocks."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def is_heading(self) -> bool:
        """Tell whether the block is a heading."""
        return isinstance(self.block, HeadingBlock)

    @property
    def markup(self) -> Markup | None:
        """Return the rich text of a paragraph, taken apart; None for other blocks."""
        return parse(self.value or "") if isinstance(self.block, ParagraphBlock) else None

    @property
    def is_shown(self) -> bool:
        """Tell whether visitors see anything of it: a picture without a file is not shown."""
        if isinstance(self.block, PictureBlock):
            return bool(self.struct.get("image"))
        if isinstance(self.block, BulletListBlock):
            return bool(self.value)
        markup = self.markup
        return bool(self.value) if markup is None else bool(markup.chunks)


def bodies(page: BasePage, language: str) -> list[list[Part]]:
    """Return the bodies of a page in one language, each as its blocks in their order."""
    return [
        [
            Part(
                value.stream_block.child_blocks[item["type"]], item["value"], f"{name}.{item['id']}"
            )
            for item in value.get_prep_value()
            if item["type"] in value.stream_block.child_blocks
        ]
        for name in names(page, language)
        if isinstance(value := getattr(page, name), StreamValue)
    ]


def parts(page: BasePage, language: str) -> Iterator[Part]:
    """Yield the blocks of all bodies of a page in one language."""
    for body in bodies(page, language):
        yield from body


def names(page: BasePage, language: str) -> list[str]:
    """Return the attributes that hold the page's texts in one language."""
    return [attribute(page, field, language) for field in fields_of(type(page))]


def languages(page: BasePage) -> list[str]:
    """Return the languages in which the page has any text."""
    return [
        code
        for code in CODES
        if code != ENGLISH or any(getattr(page, name) for name in names(page, code))
    ]


def prose(page: BasePage, language: str) -> list[tuple[str, str]]:
    """Return place and text of each paragraph that is running text.

    Long text fields and paragraphs of bodies. Headings, lists and quotations are left out: they
    have no sentences, or are somebody's words, which are not ours to shorten or to keep.
    """
    found = []
    for name in names(page, language):
        field = page._meta.get_field(name)
        if isinstance(field, models.TextField) and name not in _no_prose():
            text = getattr(page, name) or ""
            if isinstance(text, str):
                found += [(name, line) for line in text.splitlines() if line.strip()]
    for part in parts(page, language):
        if markup := part.markup:
            found += [(part.path, chunk.text) for chunk in markup.chunks if chunk.tag == "p"]
    return found


def pictures(page: BasePage) -> Iterator[tuple[str, int]]:
    """Yield field and key of the images that the page shows beside its texts."""
    image_model = get_image_model()
    for field in page._meta.fields:
        if isinstance(field, models.ForeignKey) and field.related_model is image_model:
            key = getattr(page, field.attname)
            if key:
                yield field.name, key


def children(page: BasePage) -> Iterator[tuple[str, models.Model]]:
    """Yield relation and object of what belongs to the page: links, contacts, figures."""
    for name in child_relations(type(page)):
        for child in getattr(page, name).all():
            yield name, child


def child_relations(model: type[BasePage]) -> tuple[str, ...]:
    """Return the names of the relations to a page type's child objects."""
    found = (relation.get_accessor_name() for relation in get_all_child_relations(model))
    return tuple(name for name in found if name != _COMMENTS)


def page_keys(child: models.Model) -> Iterator[int]:
    """Yield the keys of the pages that a child object leads to."""
    for field in child._meta.fields:
        if not isinstance(field, models.ForeignKey) or isinstance(field, ParentalKey):
            continue
        key = getattr(child, field.attname)
        if key and issubclass(field.remote_field.model, BasePage):
            yield key


def addresses(child: models.Model) -> Iterator[str]:
    """Yield the addresses that a child object leads to."""
    for field in child._meta.fields:
        if isinstance(field, models.URLField) and (address := getattr(child, field.name)):
            yield address


def name_of(child: models.Model) -> str:
    """Return what a child object calls itself; its kind if it has no name of its own."""
    if type(child).__str__ is models.Model.__str__:
        return capfirst(str(child._meta.verbose_name))
    return str(child)


def _no_prose() -> set[str]:
    """Return long texts that search engines alone show, or that somebody else has said."""
    suffixes = ("", *(f"_{code}" for code in CODES))
    return {f"{name}{suffix}" for name in ("search_description", "quote") for suffix in suffixes}
