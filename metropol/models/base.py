"""The base of all pages: one page object for both languages.

Wagtail's own columns (``title``, ``slug``, ``url_path``, ``seo_title``,
``search_description``) are the German text, always, whatever language is active. Beside them
stand the English ones. Content fields go through modeltranslation.
"""

from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    AbstractPage,
    DefaultBasePageMixin,
    PageManager,
    Revision,
)
from wagtail.models.pages import AbstractPageMeta
from wagtail.query import PageQuerySet
from wagtail.search import index

from metropol import renaming
from metropol.languages import ENGLISH, GERMAN, attribute
from metropol.models.addresses import BilingualAddress
from metropol.models.served import ServedPage
from metropol.models.tracked import TRACKED_COLUMNS, TrackedTranslations
from metropol.permissions import PortalPagePermissionTester
from metropol.translations.memory import merged
from metropol.translations.units import CORE_FIELDS


class BasePageQuerySet(PageQuerySet):
    """Queries that every page type has."""

    def in_language(self, code: str) -> Self:
        """Return what is online in the language ``code``, restricted pages too."""
        live = self.live()
        return live.filter(english_live=True) if code == ENGLISH else live


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


class BasePage(TrackedTranslations, ServedPage, BilingualAddress, DefaultBasePageMixin):
    """What every page has in both languages; never created itself.

    ``english_live`` belongs to the page, not to a draft: it is changed only by publishing a
    revision that asks for it (``english_request``), and is never true while a required
    English field is empty.
    """

    class EnglishRequest(models.TextChoices):
        """What the next publication does with the English version."""

        KEEP = "", _("Leave as it is")
        ONLINE = "online", _("Put online")
        OFFLINE = "offline", _("Take offline")

    title_en = models.CharField(_("title (English)"), max_length=255, blank=True)
    seo_title_en = models.CharField(_("title tag (English)"), max_length=255, blank=True)
    search_description_en = models.TextField(_("meta description (English)"), blank=True)
    english_live = models.BooleanField(_("English version online"), default=False, editable=False)
    english_request = models.CharField(
        _("English version"),
        max_length=8,
        choices=EnglishRequest,
        blank=True,
        default=EnglishRequest.KEEP,
        help_text=_("Takes effect with the next publication."),
    )
    english_go_live_at = models.DateTimeField(
        _("English online from"),
        null=True,
        blank=True,
        help_text=_("Empty: as soon as it is put online."),
    )
    english_expire_at = models.DateTimeField(
        _("English online until"), null=True, blank=True, help_text=_("Empty: without an end.")
    )
    header_image = models.ForeignKey(
        "metropol.PortalImage",
        verbose_name=_("header image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown above this page and all pages below it that have none of their own."),
    )
    show_in_footer = models.BooleanField(_("show in the footer"), default=False)

    objects = BasePageManager()

    #: Fields whose German text needs an English one for an English version; types add theirs.
    required_english_fields: ClassVar[tuple[str, ...]] = ("title",)
    #: Foreign keys whose objects the template shows: loaded together with the page.
    related_for_serving: ClassVar[tuple[str, ...]] = ()
    exclude_fields_in_copy: ClassVar[list[str]] = [
        "english_request",
        "english_go_live_at",
        "english_expire_at",
        "slug_en",
        "url_path_en",
    ]
    #: The type of the page among the results of a search; types of their own have another.
    search_kind: ClassVar[str] = "page"
    #: The date from which on the page grows older; without one it does not.
    search_date_field: ClassVar[str] = ""
    search_fields: ClassVar[list[index.BaseField]] = [
        *AbstractPage.search_fields,
        *DefaultBasePageMixin.search_fields,
        index.SearchField("title_en", boost=2),
        index.AutocompleteField("title_en"),
        index.FilterField("english_live"),
    ]

    class Meta(AbstractPageMeta):
        indexes: ClassVar[list[models.Index]] = [
            # An address is looked up in one query, whatever its depth (metropol.routing).
            models.Index(fields=["url_path"], name="page_url_path"),
            models.Index(fields=["url_path_en"], name="page_url_path_en"),
        ]

    def needed_in_english(self, field: str) -> str:
        """Return the message that ``field`` has no English text and needs one."""
        name = getattr(self._meta.get_field(attribute(self, field, ENGLISH)), "verbose_name", "")
        message = _("“%(field)s” is needed for the English version to be online.")
        return message % {"field": capfirst(str(name))}

    def english_gaps(self) -> list[str]:
        """Return the required fields whose English is empty: ``["title", "body"]``.

        A field is required in English where there is German text; the title always.
        """
        return [
            field
            for field in self.required_english_fields
            if not getattr(self, attribute(self, field, ENGLISH))
            and getattr(self, attribute(self, field, GERMAN))
        ]

    @transaction.atomic
    def save(
        self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any
    ) -> Any:
        """Save the page and keep the English side of it whole.

        Fills a missing slug, takes the English version offline where a required text is
        missing, and rewrites the English paths of all descendants where the own one changed; old
        addresses lead to the new ones.
        """
        if not _writes_address(kwargs.get("update_fields")):
            return super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        self._fill_slugs()
        stored = (
            BasePage.objects.filter(pk=self.pk)
            .values(*renaming.STORED, "live_revision_id", "english_request")
            .first()
        )
        if stored is None:
            # A copy is a draft in both languages.
            self.english_live = self.english_live and self.live
        else:
            self.set_url_path(self.get_parent())
            published = self.live_revision_id if self.live else None
            if published and published != stored["live_revision_id"]:
                # Who leaves English as it is leaves it waiting, too.
                self.english_request = self.english_request or stored["english_request"]
                self.before_publication()
        if self.english_live and self.english_gaps():
            self.english_live = False
        with renaming.following(self, stored):
            result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        if stored and stored["url_path_en"] != self.url_path_en:
            self._move_english_descendants(stored["url_path_en"])
        return result

    def before_publication(self) -> None:
        """Do what must be done before a revision goes live; types add theirs.

        Wagtail publishes in several places (form, workflow, schedule, shell), and all of them
        save the page with a new live revision. An exception stops the publication.
        """
        self._grant_english_request()

    def _grant_english_request(self) -> None:
        """Do what the revision that is being published asks for the English version.

        A request that cannot be granted yet, since English is not complete or its time has
        not come, stays with the page, so that staff see it waiting.
        """
        online = self.english_request == self.EnglishRequest.ONLINE
        is_early = bool(self.english_go_live_at and self.english_go_live_at > timezone.now())
        if not self.english_request or (online and (is_early or self.english_gaps())):
            return
        self.english_live = online
        self.english_request = self.EnglishRequest.KEEP
        # Used up: going back to this revision later does not ask for it again.
        self.live_revision.content["english_request"] = self.EnglishRequest.KEEP.value
        self.live_revision.save(update_fields=["content"])

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return the page with a revision's content; what belongs to the page stays.

        Read in German, so that a revision from before a field was translated fills its German.
        """
        with translation.override(GERMAN):
            page: Self = super().with_content_json(content)
        page.english_live = self.english_live
        page.german_digest, page.german_changed_at = self.german_digest, self.german_changed_at
        page.translation_memory = merged(self.translation_memory, page.translation_memory)
        if self.alias_of_id:
            # An alias follows the texts of its source, not its address; update_aliases puts
            # its English on- and offline.
            page.slug_en, page.english_request = self.slug_en, self.EnglishRequest.KEEP
            page.set_url_path(page.get_parent())
        return page

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Store a draft, with the translation state that it has (see Wagtail)."""
        self.note_translations(draft=True)
        return super().save_revision(*args, **kwargs)

    save_revision.alters_data = True  # type: ignore[attr-defined]

    def note_texts(self, *, draft: bool = False) -> None:
        """Pair the texts of the page's type, whose own fields this object may not have."""
        if self.specific_class in (None, type(self)):
            super().note_texts(draft=draft)
            return
        page = self.specific
        for name in (*CORE_FIELDS, *(f"{name}_en" for name in CORE_FIELDS)):
            setattr(page, name, getattr(self, name))
        for name in TRACKED_COLUMNS:
            setattr(page, name, getattr(self, name))
        page.note_texts(draft=draft)
        for name in TRACKED_COLUMNS:
            setattr(self, name, getattr(page, name))

    def update_aliases(self, **kwargs: Any) -> None:
        """Publish the aliases of this page; they are online in English where it is."""
        live = BasePage.objects.values_list("english_live", flat=True).get(pk=self.pk)
        BasePage.objects.filter(alias_of=self.pk).update(english_live=live)
        super().update_aliases(**kwargs)

    update_aliases.alters_data = True  # type: ignore[attr-defined]

    def permissions_for_user(self, user: Any) -> PortalPagePermissionTester:
        """Return what ``user`` may do with this page."""
        return PortalPagePermissionTester(user, self)


def _writes_address(update_fields: Any) -> bool:
    return update_fields is None or bool({"slug", "slug_en"} & set(update_fields))
