"""The abstract page with its panels, and the page types that belong to no other app."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils import translation
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.models import Revision
from wagtail.search import index

from metropol.blocks import BodyBlock
from metropol.fields import TranslatedStreamField
from metropol.forms import TranslatedPageForm
from metropol.languages import CODES, GERMAN
from metropol.models.base import BasePage
from metropol.models.draft_pictures import DraftPictures
from metropol.models.translated import TranslatedModel
from metropol.panels import (
    SharedFieldPanel,
    slug_panel,
    title_panel,
    translated,
)
from metropol.search import SearchField
from metropol.translations.panels import TranslationSummaryPanel


class TranslatedPage(TranslatedModel, BasePage):
    """What every page type inherits: both languages side by side in one form."""

    base_form_class = TranslatedPageForm
    content_panels: ClassVar[list[Any]] = [
        TranslationSummaryPanel(),
        title_panel(),
        MultiFieldPanel(
            [
                FieldPanel("english_request", widget=forms.RadioSelect),
                FieldRowPanel([FieldPanel("english_go_live_at"), FieldPanel("english_expire_at")]),
            ],
            heading=_("English online and offline"),
        ),
    ]
    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                slug_panel(),
                translated("seo_title", core=True),
                translated("search_description", core=True),
            ],
            heading=_("For search engines"),
        ),
    ]
    settings_panels: ClassVar[list[Any]] = [
        PublishingPanel(),
        MultiFieldPanel(
            [SharedFieldPanel("show_in_menus"), SharedFieldPanel("show_in_footer")],
            heading=_("In the menus of the site"),
        ),
        SharedFieldPanel("header_image"),
    ]

    class Meta:
        abstract = True

    @classproperty
    def copy_form_class(cls) -> type[forms.Form]:  # noqa: N805
        """Return the form for a copy."""
        from metropol.taken import PortalCopyForm

        return PortalCopyForm

    @classproperty
    def edit_handler(cls) -> TabbedInterface:  # noqa: N805
        """Return the form of the page type in its three tabs."""
        return TabbedInterface(
            [
                ObjectList(cls.content_panels, heading=_("Content")),
                ObjectList(cls.promote_panels, heading=_("Search engines")),
                ObjectList(cls.settings_panels, heading=_("Settings")),
            ],
            base_form_class=cls.base_form_class,
        )

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Store a draft, and remember which pictures it uses."""
        revision: Revision = super().save_revision(*args, **kwargs)
        DraftPictures.note(self)
        return revision

    def before_publication(self) -> None:
        """Count the pictures of what was a draft as the page's."""
        super().before_publication()
        DraftPictures.forget(self)

    def serializable_data(self) -> dict[str, Any]:
        """Return the content of a revision; bare columns hold German, as in the database."""
        with translation.override(GERMAN):
            data: dict[str, Any] = super().serializable_data()
        return data


class LeadPage(TranslatedPage):
    """A page with a title and a lead; what it lists comes from elsewhere."""

    lead = models.TextField(_("lead"), blank=True)

    required_english_fields: ClassVar[tuple[str, ...]] = ("title", "lead")
    content_panels: ClassVar[list[Any]] = [*TranslatedPage.content_panels, translated("lead")]
    search_fields: ClassVar[list[index.BaseField]] = [
        *TranslatedPage.search_fields,
        *(SearchField(f"lead_{code}") for code in CODES),
    ]

    class Meta:
        abstract = True


class StandardPage(LeadPage):
    """A page of text: imprint, privacy, accessibility, easy language."""

    body = TranslatedStreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["metropol.HomePage", "metropol.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["metropol.StandardPage"]
    required_english_fields: ClassVar[tuple[str, ...]] = ("title", "lead", "body")

    content_panels: ClassVar[list[Any]] = [*LeadPage.content_panels, translated("body")]
    search_fields: ClassVar[list[index.BaseField]] = [
        *LeadPage.search_fields,
        *(SearchField(f"body_{code}") for code in CODES),
    ]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
