"""From a record to the fields of a news page.

Every text of the archive becomes plain characters: escaped where a field holds HTML, as it is
where a template escapes it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.html import escape

from metropol.languages import first_free, portal_slug
from metropol.models import BasePage
from metropol.models.addresses import SLUG_LENGTH
from metropol.site_paths import redirected_slugs
from news.archive.families import FAMILIES
from news.archive.record import Block, Image, Record
from news.models import NewsPage


def body_blocks(record: Record) -> list[tuple[str, Any]]:
    """Return the blocks of the page's body for `record`.

    The image of an item that stands in no block of the body comes first: its words are kept
    until staff choose a file.
    """
    blocks = [_block(block, record.image) for block in record.body]
    if record.image and not any(_is_of(record.image, block) for block in record.body):
        blocks.insert(0, ("image", _picture(record.image)))
    return blocks


def source_of(family: str) -> str:
    """Return the name of the site that items of ``family`` are from, "" for the region's own."""
    return next((module.SOURCE for module in FAMILIES if family == module.NAME), "")


def record_text(record: Record) -> str:
    """Return the words of an item, one text a line: kicker, lead, body."""
    kicker = [record.kicker] if record.kicker else []
    return "\n".join([*kicker, record.lead, *(block.text for block in record.body)])


def texts(record: Record) -> Iterator[str]:
    """Yield each text of an item in which a cluster may be mentioned, in their order.

    The testimonial of the footer is not among them: it does not belong to the item.
    """
    yield record.headline
    yield record.kicker or ""
    yield record.lead
    if record.image:
        yield record.image.alt or ""
        yield record.image.caption or ""
    for block in record.body:
        if block.type == "list":
            yield from block.text.split("\n")
        else:
            yield block.text


def fill(page: NewsPage, record: Record) -> None:
    """Set the German texts of `page`; English ones stay, and are then outdated."""
    page.title = record.headline
    page.date = record.date
    page.kicker_de = record.kicker or ""
    page.lead_de = record.lead
    page.body_de = body_blocks(record)


def fill_english(page: NewsPage, record: Record) -> None:
    """Set the English texts of `page`, and those of its links if there are as many.

    They count as its translation: a person said that they belong together.
    """
    page.title_en = record.headline
    page.kicker_en = record.kicker or ""
    page.lead_en = record.lead
    page.body_en = body_blocks(record)
    links = list(page.links.all())
    if len(links) == len(record.links):
        for link, name in zip(links, record.links, strict=True):
            link.label_en = name
        page.links.set(links)
    page.confirm_english()


def free_slugs(parent: BasePage, titles: Sequence[str]) -> list[str]:
    """Return slugs for new pages below ``parent`` that no address has, in either language.

    A page without an English slug has its German one in English addresses too. Addresses that
    lead to a page that was renamed are left to it.
    """
    bases = [portal_slug(title, max_length=SLUG_LENGTH) or "seite" for title in titles]
    children = BasePage.objects.child_of(parent)
    taken = _slugs(children.filter(Q(slug__in=bases) | Q(slug_en__in=bases)))
    taken |= redirected_slugs(parent, bases)
    slugs = []
    for base in bases:
        if base in taken:
            taken |= _slugs(children.filter(Q(slug__startswith=base) | Q(slug_en__startswith=base)))
        slugs.append(_free_slug(parent, base, taken))
        taken.add(slugs[-1])
    return slugs


def _free_slug(parent: BasePage, base: str, taken: set[str]) -> str:
    """Return ``base`` or a numbered one: whether something leads from that is not known yet."""

    def is_taken(slug: str) -> bool:
        return slug in taken or (slug != base and bool(redirected_slugs(parent, [slug])))

    return first_free(base, is_taken)


def _slugs(pages: QuerySet[BasePage]) -> set[str]:
    pairs = pages.values_list("slug", "slug_en")
    return {slug for pair in pairs for slug in pair}


def _is_of(image: Image, block: Block) -> bool:
    """Tell whether ``block`` is where the image of the item stands in its body."""
    return block.type == "image" and image.caption == block.text


def _block(block: Block, image: Image | None) -> tuple[str, Any]:
    match block.type:
        case "paragraph":
            return "paragraph", f"<p>{escape(block.text).replace('\n', '<br/>')}</p>"
        case "list":
            return "list", block.text.split("\n")
        case "quote":
            return "quote", {"text": block.text, "attribution": ""}
        case "image":
            is_head = image is not None and _is_of(image, block)
            return "image", _picture(image if image and is_head else Image(caption=block.text))
        case _:
            return block.type, block.text


def _picture(image: Image) -> dict[str, Any]:
    return {
        "image": None,
        "alt": image.alt or "",
        "decorative": False,
        "caption": image.caption or image.title or "",
        "credit": image.credit or "",
    }
