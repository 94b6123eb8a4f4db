"""Any value of a field as plain text, for comparing two versions of a page.

A text is a sequence of parts: words, and references to other objects, whose names are looked
up for all texts at once (``names_of``).
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple

from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField

from metropol.models import BasePage


class Reference(NamedTuple):
    """Another object that a text names."""

    model: type[models.Model]
    key: Any


Part = str | Reference
#: Ids that the editor gives blocks and paragraphs anew; they say nothing.
_KEYS = re.compile(r' data-block-key="[^"]*"')
_BREAKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "br", "blockquote"})


def parts(instance: models.Model, field: Any) -> list[Part]:
    """Return the value of a field of ``instance`` as text."""
    if field.many_to_many:
        return [", ".join(sorted(str(each) for each in getattr(instance, field.name).all()))]
    value = getattr(instance, field.attname)
    if value is None or value == "":
        return []
    if isinstance(field, StreamField):
        return list(_block(field.stream_block, value.get_prep_value()))
    if isinstance(field, RichTextField):
        return list(_rich_text(value))
    if field.is_relation:
        return [Reference(field.related_model, value)]
    if field.choices:
        return [str(dict(field.flatchoices).get(value, value))]
    return [_plain(value)]


def bare(instance: models.Model, field: Any) -> Any:
    """Return what of a field's value counts: two that differ here were changed by somebody.

    Also where their texts are the same, such as a word that became bold.
    """
    if field.many_to_many:
        return sorted(each.pk for each in getattr(instance, field.name).all())
    value = getattr(instance, field.attname)
    if isinstance(field, StreamField):
        return without_keys(value.get_prep_value() if value else [])
    if isinstance(value, str):
        return _KEYS.sub("", value.replace("\r\n", "\n"))
    return "" if value is None else value


def names_of(references: Iterable[Reference]) -> dict[Reference, str]:
    """Return the names of objects, with one query for each model."""
    by_model: dict[type[models.Model], set[Any]] = {}
    for model, key in references:
        by_model.setdefault(model, set()).add(key)
    found = {}
    for model, keys in by_model.items():
        known = {str(key): str(each) for key, each in model._base_manager.in_bulk(keys).items()}
        for key in keys:
            name = known.get(str(key)) or _("deleted, number %(key)s") % {"key": key}
            found[Reference(model, key)] = name
    return found


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime.datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return formats.date_format(value, "DATE_FORMAT")
    return str(value).replace("\r\n", "\n").strip()


def _block(block: Any, raw: Any) -> Iterator[Part]:
    """Yield the text of a block's stored value; containers put each child on its own line."""
    if raw is None or raw == "":
        return
    if isinstance(block, blocks.StreamBlock):
        children = [
            list(_block(block.child_blocks[each["type"]], each["value"]))
            for each in raw
            if each["type"] in block.child_blocks
        ]
        yield from _joined(children, "\n\n")
    elif isinstance(block, blocks.ListBlock):
        values = [each["value"] if _is_item(each) else each for each in raw]
        yield from _joined([["– ", *_block(block.child_block, each)] for each in values], "\n")
    elif isinstance(block, blocks.StructBlock):
        yield from _joined(list(_struct(block, raw)), "\n")
    elif isinstance(block, blocks.RichTextBlock):
        yield from _rich_text(raw)
    elif isinstance(block, blocks.ChooserBlock):
        yield Reference(block.model_class, raw)
    elif isinstance(block, blocks.ChoiceBlock):
        yield str(dict(block.field.choices).get(raw, raw))
    else:
        yield _plain(raw)


def _struct(block: Any, raw: dict[str, Any]) -> Iterator[list[Part]]:
    for name, child in block.child_blocks.items():
        text = list(_block(child, raw.get(name)))
        if text and raw.get(name) is not False:
            yield [f"{child.label}: ", *text]


def _joined(texts: list[list[Part]], separator: str) -> Iterator[Part]:
    filled = (text for text in texts if text)
    for number, text in enumerate(filled):
        if number:
            yield separator
        yield from text


def without_keys(raw: Any) -> Any:
    """Return stored blocks without the ids that the editor gave them."""
    if isinstance(raw, list):
        return [without_keys(each) for each in raw]
    if isinstance(raw, dict):
        is_block = _is_item(raw)
        return {k: without_keys(v) for k, v in raw.items() if not (is_block and k == "id")}
    return _KEYS.sub("", raw) if isinstance(raw, str) else raw


def _is_item(raw: Any) -> bool:
    return isinstance(raw, dict) and raw.keys() >= {"type", "value"}


def _rich_text(html: str) -> list[Part]:
    reader = _RichTextReader()
    reader.feed(html)
    reader.close()
    return reader.parts


class _RichTextReader(HTMLParser):
    """Paragraphs and lists as lines, links followed by where they lead."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Part] = []
        self._target: Part | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS and self.parts and self.parts[-1] != "\n":
            self.parts.append("\n")
        if tag == "li":
            self.parts.append("– ")
        if tag == "a":
            self._target = _target(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._target:
            self.parts += [" (", self._target, ")"]
            self._target = None

    def handle_data(self, data: str) -> None:
        if data.strip() or (self.parts and self.parts[-1] != "\n"):
            self.parts.append(data)


def _target(attributes: dict[str, str | None]) -> Part | None:
    """Return where a link leads: an address, or a page or document of the portal."""
    key = attributes.get("id") or ""
    model = {"page": BasePage, "document": get_document_model()}.get(
        attributes.get("linktype") or ""
    )
    if model and key.isdecimal():
        return Reference(model, int(key))
    return attributes.get("href")
