"""``manage.py makemessages`` without guesses: a new text is untranslated until someone does it."""

from typing import Any

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Django's own command; gettext's guesses from similar texts are often wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.msgmerge_options = [*self.msgmerge_options, "--no-fuzzy-matching"]
