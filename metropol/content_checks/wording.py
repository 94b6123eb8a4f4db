"""Findings in words, in the language of whoever reads them, each with what to do about it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Wording(NamedTuple):
    """The kind of a finding, what was found (with parameters), and what to do about it."""

    kind: Promise
    text: Promise
    advice: Promise


WORDINGS: Mapping[str, Wording] = {
    "picture-alt": Wording(
        _("Picture without alternative text"),
        _("The picture “%(image)s” has no alternative text."),
        _("Say here what the picture tells, or mark it as decorative."),
    ),
    "image-alt": Wording(
        _("Image without alternative text"),
        _("The image “%(image)s” has no alternative text."),
        _("Open the image under Images and say there what it tells."),
    ),
    "alt-file-name": Wording(
        _("File name as alternative text"),
        _("The alternative text “%(alt)s” of “%(image)s” looks like the name of a file."),
        _("Say in a few words what the image tells."),
    ),
    "heading-empty": Wording(
        _("Empty heading"),
        _("A heading is empty."),
        _("Write a heading, or remove the block."),
    ),
    "heading-without-text": Wording(
        _("Heading without text"),
        _("The heading “%(heading)s” is followed by another heading at once."),
        _("Write a text below it, or remove one of the two."),
    ),
    "heading-last": Wording(
        _("Heading at the end"),
        _("The heading “%(heading)s” is the last of the text; nothing follows."),
        _("Write a text below it, or remove it."),
    ),
    "heading-twice": Wording(
        _("Same heading twice"),
        _("The heading “%(heading)s” appears more than once."),
        _("Give each part a heading of its own, so that it can be told apart in a list."),
    ),
    "heading-bold": Wording(
        _("Bold text as heading"),
        _("“%(heading)s” is a paragraph in bold that looks like a heading."),
        _("Use the block “Heading”: screen readers jump from heading to heading."),
    ),
    "heading-in-text": Wording(
        _("Heading within a paragraph"),
        _("“%(heading)s” was pasted as a heading into a paragraph."),
        _("Cut it out and put it into a block “Heading”."),
    ),
    "link-empty": Wording(
        _("Link without text"),
        _("A link has no text. It leads to: %(address)s"),
        _("Write a text that says where it leads, or remove the link."),
    ),
    "link-address": Wording(
        _("Address as link text"),
        _("The text of a link is an address: “%(link)s”."),
        _("Name what is there; screen readers read addresses letter by letter."),
    ),
    "link-vague": Wording(
        _("Vague link text"),
        _("The link text “%(link)s” does not say where it leads."),
        _("Name the target, such as “Programme of the conference”."),
    ),
    "link-nowhere": Wording(
        _("Link without target"),
        _("The link “%(link)s” leads nowhere."),
        _("Choose a target, or remove the link."),
    ),
    "link-page-gone": Wording(
        _("Link to a deleted page"),
        _("The link “%(link)s” leads to a page that was deleted."),
        _("Choose another page, or remove the link."),
    ),
    "link-page-offline": Wording(
        _("Link to a page that is offline"),
        _("The link “%(link)s” leads to a page that is not online."),
        _("Publish that page first, choose another one, or remove the link."),
    ),
    "link-no-english": Wording(
        _("Link to a page without English"),
        _("The link “%(link)s” leads to a page that is online in German only."),
        _("Put that page online in English, or tell readers that it is in German."),
    ),
    "link-document-gone": Wording(
        _("Link to a deleted document"),
        _("The download “%(link)s” leads to a document that was deleted."),
        _("Choose another document, or remove the link."),
    ),
    "link-dead": Wording(
        _("Dead link on this site"),
        _("The link “%(link)s” leads to %(address)s, where this site has nothing."),
        _("Choose the page itself as target: then the link stays right when it moves."),
    ),
    "link-moved": Wording(
        _("Link by way of a redirect"),
        _("The link “%(link)s” leads to %(address)s, from where it is redirected."),
        _("Choose the page itself as target: then the link stays right when it moves."),
    ),
    "link-admin": Wording(
        _("Link into the admin"),
        _("The link “%(link)s” leads to %(address)s, which only staff can open."),
        _("Choose the page itself as target."),
    ),
    "no-summary": Wording(
        _("No summary"),
        _("There is neither a lead nor a meta description."),
        _("Say in one or two sentences what it is about: search engines show them."),
    ),
    "placeholder": Wording(
        _("To be completed"),
        _("This is to be completed: %(text)s"),
        _("Write what belongs there, or remove it."),
    ),
    "title-long": Wording(
        _("Title too long"),
        _("The title has %(length)s characters; search engines show about %(limit)s."),
        _("Shorten it, or write a shorter title tag for search engines."),
    ),
    "english-none": Wording(
        _("No English"),
        _("There is no English text. Readers see the German one."),
        _("Translate the page if it matters to readers abroad."),
    ),
    "english-required": Wording(
        _("English text needed"),
        _("The English version cannot be online without this text."),
        _("Translate it, or leave the English version offline."),
    ),
    "english-missing": Wording(
        _("English text missing"),
        _("There is a German text here but no English one."),
        _("Translate it."),
    ),
    "english-entry": Wording(
        _("Entry without English"),
        _("The entry “%(entry)s” has a German text but no English one."),
        _("Translate it."),
    ),
    "readability": Wording(
        _("Hard to read"),
        _("The text is %(band)s to read (LIX %(lix)s)."),
        _("Begin with the longest sentences: make two of one, and take shorter words."),
    ),
    "paragraph-long": Wording(
        _("Very long paragraph"),
        _("The paragraph “%(text)s” has %(words)s words."),
        _("Make several of it; readers lose their place on a phone."),
    ),
}

#: The bands of readability, as they stand in a sentence.
BANDS: Mapping[str, Promise] = {
    "very-easy": _("very easy"),
    "easy": _("easy"),
    "average": _("neither easy nor difficult"),
    "difficult": _("difficult"),
    "very-difficult": _("very difficult"),
}


def kind(code: str) -> str:
    """Return the kind of a finding; its code if no check makes such findings any more."""
    return str(WORDINGS[code].kind) if code in WORDINGS else code


def text(code: str, params: dict[str, Any]) -> str:
    """Return what was found."""
    if code not in WORDINGS:
        return code
    named = {**params, "band": BANDS[params["band"]]} if "band" in params else params
    return str(WORDINGS[code].text) % named


def advice(code: str) -> str:
    """Return what to do about it."""
    return str(WORDINGS[code].advice) if code in WORDINGS else ""
