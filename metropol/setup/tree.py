"""Make the pages that a new portal starts with.

Runs again without harm: what exists is never changed, and a standard page that staff have
deleted stays deleted.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from wagtail.models import Site

from metropol.models import BasePage, HomePage, SiteSettings, TranslatedPage
from metropol.setup import texts
from metropol.setup.home import furnish
from metropol.setup.spec import PageSpec


def make_tree() -> bool:
    """Make what is missing of the site tree; return whether the home page is new."""
    home = HomePage.objects.first()
    is_new = home is None
    if home is None:
        home = _make_page(BasePage.get_first_root_node(), texts.HOME)
    made = _make_children(home, texts.HOME, is_new=is_new)
    if is_new:
        furnish(home)
    if not Site.objects.exists():
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        Site.objects.create(
            hostname=address.hostname or "localhost",
            port=address.port or (443 if address.scheme == "https" else 80),
            site_name=settings.WAGTAIL_SITE_NAME,
            root_page=home,
            is_default_site=True,
        )
    if is_new:
        _appoint(home, made)
    return is_new


def _appoint(home: HomePage, made: Iterable[tuple[PageSpec, TranslatedPage]]) -> None:
    """Let the settings of the site name the new pages that they can name."""
    settings = SiteSettings.for_site(home.get_site())
    for spec, page in made:
        if spec.setting:
            setattr(settings, spec.setting, page)
    settings.save()


def _make_children(
    parent: TranslatedPage, spec: PageSpec, *, is_new: bool
) -> list[tuple[PageSpec, TranslatedPage]]:
    """Make what is missing below ``parent``, and return the pages that are there now."""
    found = []
    for child in spec.children:
        model = apps.get_model(child.model)
        page = model.objects.first() if child.is_unique else None
        if page is None and (is_new or child.is_unique):
            page = _make_page(parent, child)
        if page is not None:
            found += [(child, page), *_make_children(page, child, is_new=is_new)]
    return found


def _make_page(parent: BasePage, spec: PageSpec) -> TranslatedPage:
    """Add and publish one page in both languages."""
    siblings = BasePage.objects.child_of(parent)
    is_taken = siblings.filter(Q(slug=spec.slug[0]) | Q(slug_en=spec.slug[1])).exists()
    # Where staff gave a slug to another page, the page finds one of its own.
    slug, slug_en = ("", "") if is_taken else spec.slug
    page = apps.get_model(spec.model)(
        title=spec.title[0],
        title_en=spec.title[1],
        slug=slug,
        slug_en=slug_en,
        lead_de=spec.lead[0],
        lead_en=spec.lead[1],
        show_in_menus=spec.menu,
        show_in_footer=spec.footer,
        english_request=BasePage.EnglishRequest.ONLINE,
        live=False,
        **spec.more(),
    )
    if spec.model == "metropol.StandardPage":
        page.body_de, page.body_en = (_blocks(paragraphs) for paragraphs in spec.body)
    page.confirm_english()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def _blocks(paragraphs: tuple[str, ...]) -> list[tuple[str, Any]]:
    """Return blocks of a body: ``# `` starts a heading, ``- `` an entry of a list."""
    blocks: list[tuple[str, Any]] = []
    for is_list, texts_ in groupby(paragraphs, key=lambda text: text.startswith("- ")):
        if is_list:
            blocks.append(("list", [text[2:] for text in texts_]))
            continue
        blocks += [
            ("heading", text[2:]) if text.startswith("# ") else ("paragraph", f"<p>{text}</p>")
            for text in texts_
        ]
    return blocks
