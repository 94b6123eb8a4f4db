"""What machines read of the site now, for people, in the settings."""

import json
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import translation
from wagtail import hooks
from wagtail.admin.panels import Panel

from metropol.languages import CODES, NAMES, localized
from metropol.machine import graph, text_files

#: Hook (Wagtail's) whose functions return label and full address of feeds in the active language.
FEEDS_HOOK = "metropol_feeds"


class MachinePanel(Panel):
    """Shows robots.txt, security.txt, structured data and the addresses of sitemap and feeds."""

    class BoundPanel(Panel.BoundPanel):
        """The panel in the form of stored settings."""

        template_name = "metropol/admin/machine.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add what machines read, as it is stored."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            settings = type(self.instance).objects.filter(pk=self.instance.pk).first()
            root = settings.site.root_url
            return context | {
                "robots": text_files.robots_txt(settings, root),
                "security": text_files.security_txt(settings, root),
                "organisations": list(_organisations(settings, root)),
                "files": {
                    "robots": f"{root}{reverse('robots_txt')}",
                    "security": f"{root}{reverse('security_txt')}",
                    "sitemap": f"{root}{reverse('sitemap')}",
                },
                "feeds": list(_feeds()),
            }


def _organisations(settings: Any, root: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each language, and the organisation as its home page describes it."""
    links = settings.social_links.all()
    for code in CODES:
        brand = str(localized(settings.site.root_page, "title", code).value)
        node = graph.organisation(settings, links, root, brand, code)
        yield NAMES[code], json.dumps(node, ensure_ascii=False, indent=2)


def _feeds() -> Iterator[tuple[str, str]]:
    for code in CODES:
        with translation.override(code):
            for function in hooks.get_hooks(FEEDS_HOOK):
                yield from function()
