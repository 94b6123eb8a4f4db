"""Make the pages that a new portal starts with.

Runs again without harm: what exists is never changed, and a standard page that staff have
deleted stays deleted.
"""

from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from wagtail.models import Site

from metropol.models import BasePage, HomePage, TranslatedPage
from metropol.setup import texts
from metropol.setup.spec import PageSpec


def make_tree() -> bool:
    """Make what is missing of the site tree; return whether the home page is new."""
    home = HomePage.objects.first()
    is_new = home is None
    if home is None:
        home = _make_page(BasePage.get_first_root_node(), texts.HOME)
    _make_children(home, texts.HOME, is_new=is_new)
    if not Site.objects.exists():
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        Site.objects.create(
            hostname=address.hostname or "localhost",
            port=address.port or (443 if address.scheme == "https" else 80),
            site_name=settings.WAGTAIL_SITE_NAME,
            root_page=home,
            is_default_site=True,
        )
    return is_new


def _make_children(parent: TranslatedPage, spec: PageSpec, *, is_new: bool) -> None:
    for child in spec.children:
        model = apps.get_model(child.model)
        page = model.objects.first() if child.is_unique else None
        if page is None and (is_new or child.is_unique):
            page = _make_page(parent, child)
        if page is not None:
            _make_children(page, child, is_new=is_new)


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
    )
    if spec.model == "metropol.StandardPage":
        page.body_de, page.body_en = (_blocks(paragraphs) for paragraphs in spec.body)
    page.confirm_english()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def _blocks(paragraphs: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return blocks of a body: a text that starts with ``# `` is a heading."""
    return [
        ("heading", text[2:]) if text.startswith("# ") else ("paragraph", f"<p>{text}</p>")
        for text in paragraphs
    ]
