"""Every notice of the archive import, as an English template for `str.format`.

The code is the stable name, the template's placeholders are the names of its parameters.
"""

from typing import Final

REVIEW: Final[dict[str, str]] = {
    "unknown-layout": "The layout of the text is not known.",
    "only-section": "The file holds nothing but a section line.",
    "only-footer": "The file holds nothing but the footer of a page.",
    "static-page": "A page with a footer but without section, headline and date: not a news item.",
    "list-page": "A list of news items, not a news item.",
    "head-incomplete": "The section or the headline is missing above the date “{date}”.",
    "headline-missing": "The headline is missing.",
    "lead-missing": "There is no text below the headline.",
    "two-articles": "The file holds {count} news items.",
    "text-after-footer": "There is text after the footer: “{text}”.",
    "headline-too-long": "The headline has {length} characters; {limit} are possible.",
    "too-many-links": "The link list has {count} entries; {limit} are possible.",
    "date-missing": "The date is missing.",
    "date-impossible": "There is no such date as “{date}”.",
    "date-two-digit-year": "The year of the date “{date}” is not given in full.",
    "date-future": "The date “{date}” is in the future.",
    "encoding-mixed": "The file mixes UTF-8 and Windows-1252.",
    "encoding-broken": "The file holds bytes that are not valid in {encoding}.",
    "mojibake": "The text was once read in the wrong encoding (“{sample}”) and cannot be repaired.",
    "replacement-character": "The text holds {count} replacement characters (U+FFFD).",
    "html-entities": "The text holds HTML entities such as “{entity}”.",
}

WARNINGS: Final[dict[str, str]] = {
    "encoding-fallback": "The file is not UTF-8; it was read as {encoding}.",
    "mojibake-repaired": "The text was once read in the wrong encoding and has been repaired.",
    "controls-removed": "{count} control characters were removed.",
    "character-cut": "The last character of the file is cut; it was left out.",
    "text-cut": "The text seems to be cut: no footer and no full stop at its end.",
    "quote-unclosed": "The closing quotation mark of the testimonial by {name} is missing.",
    "testimonial-incomplete": "The footer's testimonial is incomplete; it was left out.",
}

SKIPPED: Final[dict[str, str]] = {
    "empty": "The file is empty.",
    "blank": "The file holds no visible character.",
    "binary": "The file is not a text ({kind}).",
    "too-large": "The file has {size} bytes; up to {limit} are read.",
    "hidden": "Hidden files are not read.",
    "system-file": "Files of the operating system are not read.",
    "backup": "Backup copies are not read.",
    "folder-like-text": "A folder with the name of a text is not read.",
    "special-file": "Pipes, sockets, devices and the like are not read.",
    "other-ending": "Only files ending in {ending} are read.",
    "link-outside": "The symbolic link leaves the folder.",
    "link-loop": "The symbolic link loops.",
    "link-broken": "The symbolic link leads nowhere.",
    "link-folder": "The symbolic link leads to a folder.",
}

FAILED: Final[dict[str, str]] = {
    "unreadable": "The file cannot be read ({error}).",
    "folder-unreadable": "The folder cannot be read ({error}).",
    "vanished": "The file vanished during the run.",
}

UNUSABLE: Final[dict[str, str]] = {
    "archive-missing": "There is no such folder or file.",
    "archive-unreadable": "The folder cannot be read ({error}).",
    "archive-empty": "The folder is empty.",
    "archive-not-a-text": "This is neither a folder nor a file ending in {ending}.",
}

CODES: Final[dict[str, str]] = REVIEW | WARNINGS | SKIPPED | FAILED | UNUSABLE
