"""Every notice of the archive import, as an English template for `str.format`.

The code is the stable name, the template's placeholders are the names of its parameters.
"""

from typing import Final


def gettext_noop(template: str) -> str:
    """Mark a template for the catalogues of translations; return it as it is."""
    return template


REVIEW: Final[dict[str, str]] = {
    "unknown-layout": gettext_noop("The layout of the text is not known."),
    "only-section": gettext_noop("The file holds nothing but a section line."),
    "only-footer": gettext_noop("The file holds nothing but the footer of a page."),
    "static-page": gettext_noop(
        "A page with a footer but without section, headline and date: not a news item."
    ),
    "list-page": gettext_noop("A list of news items, not a news item."),
    "head-incomplete": gettext_noop(
        "The section or the headline is missing above the date “{date}”."
    ),
    "headline-missing": gettext_noop("The headline is missing."),
    "lead-missing": gettext_noop("There is no text below the headline."),
    "two-articles": gettext_noop("The file holds {count} news items."),
    "text-after-footer": gettext_noop("There is text after the footer: “{text}”."),
    "headline-too-long": gettext_noop(
        "The headline has {length} characters; {limit} are possible."
    ),
    "too-many-links": gettext_noop("The link list has {count} entries; {limit} are possible."),
    "date-missing": gettext_noop("The date is missing."),
    "date-impossible": gettext_noop("There is no such date as “{date}”."),
    "date-two-digit-year": gettext_noop("The year of the date “{date}” is not given in full."),
    "date-future": gettext_noop("The date “{date}” is in the future."),
    "encoding-mixed": gettext_noop("The file mixes UTF-8 and Windows-1252."),
    "encoding-broken": gettext_noop("The file holds bytes that are not valid in {encoding}."),
    "mojibake": gettext_noop(
        "The text was once read in the wrong encoding (“{sample}”) and cannot be repaired."
    ),
    "replacement-character": gettext_noop(
        "The text holds {count} replacement characters (U+FFFD)."
    ),
    "html-entities": gettext_noop("The text holds HTML entities such as “{entity}”."),
}

WARNINGS: Final[dict[str, str]] = {
    "encoding-fallback": gettext_noop("The file is not UTF-8; it was read as {encoding}."),
    "mojibake-repaired": gettext_noop(
        "The text was once read in the wrong encoding and has been repaired."
    ),
    "controls-removed": gettext_noop("{count} control characters were removed."),
    "character-cut": gettext_noop("The last character of the file is cut; it was left out."),
    "text-cut": gettext_noop("The text seems to be cut: no footer and no full stop at its end."),
    "quote-unclosed": gettext_noop(
        "The closing quotation mark of the testimonial by {name} is missing."
    ),
    "testimonial-incomplete": gettext_noop(
        "The footer's testimonial is incomplete; it was left out."
    ),
}

SKIPPED: Final[dict[str, str]] = {
    "empty": gettext_noop("The file is empty."),
    "blank": gettext_noop("The file holds no visible character."),
    "binary": gettext_noop("The file is not a text ({kind})."),
    "too-large": gettext_noop("The file has {size} bytes; up to {limit} are read."),
    "hidden": gettext_noop("Hidden files are not read."),
    "system-file": gettext_noop("Files of the operating system are not read."),
    "backup": gettext_noop("Backup copies are not read."),
    "folder-like-text": gettext_noop("A folder with the name of a text is not read."),
    "special-file": gettext_noop("Pipes, sockets, devices and the like are not read."),
    "other-ending": gettext_noop("Only files ending in {ending} are read."),
    "link-outside": gettext_noop("The symbolic link leaves the folder."),
    "link-loop": gettext_noop("The symbolic link loops."),
    "link-broken": gettext_noop("The symbolic link leads nowhere."),
    "link-folder": gettext_noop("The symbolic link leads to a folder."),
}

FAILED: Final[dict[str, str]] = {
    "unreadable": gettext_noop("The file cannot be read ({error})."),
    "folder-unreadable": gettext_noop("The folder cannot be read ({error})."),
    "vanished": gettext_noop("The file vanished during the run."),
}

UNUSABLE: Final[dict[str, str]] = {
    "archive-missing": gettext_noop("There is no such folder or file."),
    "archive-unreadable": gettext_noop("The folder cannot be read ({error})."),
    "archive-empty": gettext_noop("The folder is empty."),
    "archive-not-a-text": gettext_noop("This is neither a folder nor a file ending in {ending}."),
}

STORING: Final[dict[str, str]] = {
    "same-content": gettext_noop("The content is the same as in {file}."),
    "not-german": gettext_noop("The text is not in German ({language})."),
    "text-too-long": gettext_noop("“{text}…” has {length} characters; {limit} are possible."),
    "pair-missing": gettext_noop("There is no page of a German item for it: {file}."),
    "pair-taken": gettext_noop("The page of {file} has another translation already."),
    "pair-differs": gettext_noop("{file} is not from the same day and the same source."),
    "page-edited": gettext_noop("The page was edited since the last import."),
    "page-deleted": gettext_noop("The page of this item was deleted."),
    "text-shortened": gettext_noop("The text is a cut version of the one that is known."),
    "completed": gettext_noop("Completed by hand."),
    "dismissed": gettext_noop("Left out by hand."),
    "link-unmatched": gettext_noop("The link name “{name}” matches no cluster."),
    "not-stored": gettext_noop("The item could not be stored ({error})."),
}

REDIRECTS: Final[dict[str, str]] = {
    "redirect-no-page": gettext_noop("{old}: the file {file} has no page."),
    "redirect-exists": gettext_noop("{old}: there is another redirect from this address."),
    "redirect-is-page": gettext_noop("{old}: a page has this address."),
    "redirect-too-long": gettext_noop("{old}…: the address is too long."),
    "redirect-no-path": gettext_noop("{old}: this is not the address of a page."),
}

UPLOADS: Final[dict[str, str]] = {
    "upload-too-large": gettext_noop("The upload is larger than {limit} MB."),
    "upload-mixed": gettext_noop(
        "“{file}” does not end in {ending}: upload one ZIP file, or texts only."
    ),
    "upload-no-zip": gettext_noop("This is not a ZIP file, or it is damaged."),
    "upload-too-many": gettext_noop("The ZIP file holds {count} files; {limit} are possible."),
    "upload-bomb": gettext_noop("The ZIP file unpacks to far more than a text archive does."),
    "upload-twice": gettext_noop("The ZIP file holds “{file}” twice."),
    "upload-path": gettext_noop("The ZIP file holds a path that cannot be used: “{file}”."),
    "upload-encrypted": gettext_noop("The ZIP file is encrypted."),
}

RUNS: Final[dict[str, str]] = {
    "import-running": gettext_noop("Another import was running. Please start it again."),
    "site-not-set-up": gettext_noop("There is no page for the news yet: run setup_site first."),
    "run-failed": gettext_noop("The run broke off ({error}). Nothing is half done."),
    "undo-kept": gettext_noop("Kept, since they were changed later ({count}): {titles}"),
}

CODES: Final[dict[str, str]] = (
    REVIEW | WARNINGS | SKIPPED | FAILED | UNUSABLE | STORING | REDIRECTS | UPLOADS | RUNS
)
