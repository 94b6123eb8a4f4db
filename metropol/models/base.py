"""The base of all pages: one page object for both languages.

Wagtail's own columns (``title``, ``slug``, ``url_path``, ``seo_title``,
``search_description``) are the German text, always, whatever language is active. Beside them
stand the English ones. Content fields go through modeltranslation.
"""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractPage, DefaultBasePageMixin, PageManager, PageViewRestriction
from wagtail.models.pages import AbstractPageMeta
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from metropol.languages import ENGLISH, GERMAN, attribute, current_language, portal_slug
from metropol.permissions import PortalPagePermissionTester
from metropol.publishing import PublishPortalPageAction
from metropol.routing import find_route


class BasePageQuerySet(PageQuerySet):
    """Queries that every page type has."""

    def in_language(self, code: str) -> Self:
        """Return what visitors may read in the language ``code``."""
        live = self.live()
        return live.filter(english_live=True) if code == ENGLISH else live


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


class BasePage(AbstractPage, DefaultBasePageMixin):
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
    slug_en = models.SlugField(
        _("slug (English)"),
        max_length=255,
        blank=True,
        help_text=_("The last part of the English address. Filled from the English title."),
    )
    url_path_en = models.TextField(_("URL path (English)"), blank=True, editable=False)
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
    is_unrestricted = False
    exclude_fields_in_copy: ClassVar[list[str]] = ["slug_en", "url_path_en"]
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

    @staticmethod
    def route_for_request(request: HttpRequest, path: str) -> RouteResult | None:
        """Return the page for an address in the active language, or None (see Wagtail)."""
        if not hasattr(request, "_wagtail_route_for_request"):
            request._wagtail_route_for_request = find_route(BasePage, request, path)
        return request._wagtail_route_for_request

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the descendant by its slugs in the active language."""
        if not path_components:
            return super().route(request, path_components)
        slug, *rest = path_components
        child = self._siblings_below(self).filter(_has_slug(slug, current_language())).first()
        if child is None:
            raise Http404
        child._cached_parent_obj = self
        return child.specific.route(request, rest)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[Any, Any, Any] | None:
        """Return site, host and path of the page in the active language (see Wagtail)."""
        parts = super().get_url_parts(request)
        if parts is None or parts[2] is None or current_language() == GERMAN:
            return parts
        roots = self._get_relevant_site_root_paths(request)
        root = next(root for root in roots if root.site_id == parts[0])
        path = self.url_path_en.removeprefix(root.root_path)
        return parts[0], parts[1], reverse("wagtail_serve", args=(path,))

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Return the restrictions of this page and of those above it (see Wagtail).

        Without a query where the address was found by metropol.routing and nothing restricts it.
        """
        if self.is_unrestricted and not self.alias_of_id:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def set_url_path(self, parent: "BasePage | None") -> str:
        """Fill both paths; the root's and the home page's are the same in both languages.

        Wagtail knows one cached path per site root, so the English one must not differ there.
        """
        german = super().set_url_path(parent)
        if parent is None or parent.depth == 1:
            self.url_path_en = german
        else:
            self.url_path_en = f"{parent.url_path_en}{self.slug_en or self.slug}/"
        return german

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

    def clean(self) -> None:
        """Check the English address beside the German one."""
        super().clean()
        self.check_english_slug(self.get_parent())

    def minimal_clean(self) -> None:
        """Check what even a draft must have: both slugs unique."""
        super().minimal_clean()
        self.check_english_slug(self.get_parent())

    def check_english_slug(self, parent: "BasePage | None") -> None:
        """Raise ValidationError if a sibling under ``parent`` has this English address."""
        slug = self.slug_en or self.slug
        if parent and slug and not self._english_slug_is_free(slug, parent):
            field = "slug_en" if self.slug_en else "slug"
            raise ValidationError(
                {
                    field: gettext(
                        "The English address “%(slug)s” is taken by another page in “%(parent)s”."
                    )
                    % {"slug": slug, "parent": parent.title}
                }
            )

    @transaction.atomic
    def save(
        self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any
    ) -> Any:
        """Save the page and keep the English side of it whole.

        Fills a missing slug, takes the English version offline where a required text is
        missing, and rewrites the English paths of all descendants where the own one changed.
        """
        if not _writes_address(kwargs.get("update_fields")):
            return super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        self._fill_slugs()
        if self.english_live and self.english_gaps():
            self.english_live = False
        if self._state.adding and not self.live:
            # A copy is a draft in both languages.
            self.english_live = False
        stored = BasePage.objects.filter(pk=self.pk).values_list("url_path_en", flat=True).first()
        if stored is not None:
            self.set_url_path(self.get_parent())
        result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        if stored is not None and stored != self.url_path_en:
            self._move_english_descendants(stored)
        return result

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return the page with a revision's content; what belongs to the page stays.

        Read in German, so that a revision from before a field was translated fills its German.
        """
        with translation.override(GERMAN):
            page: Self = super().with_content_json(content)
        page.english_live = self.english_live
        if self.alias_of_id:
            # An alias follows the texts of its source, not its address.
            page.slug_en = self.slug_en
            page.set_url_path(page.get_parent())
        return page

    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> Any:
        """Publish ``revision``, and with it what it asks for the English version."""
        skip = kwargs.pop("skip_permission_checks", False)
        action = PublishPortalPageAction(revision, user=user, **kwargs)
        return action.execute(skip_permission_checks=skip)

    def update_aliases(self, **kwargs: Any) -> None:
        """Publish the aliases of this page; they are online in English where it is."""
        live = BasePage.objects.values_list("english_live", flat=True).get(pk=self.pk)
        BasePage.objects.filter(alias_of=self.pk).update(english_live=live)
        super().update_aliases(**kwargs)

    update_aliases.alters_data = True  # type: ignore[attr-defined]

    def permissions_for_user(self, user: Any) -> PortalPagePermissionTester:
        """Return what ``user`` may do with this page."""
        return PortalPagePermissionTester(user, self)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Offer a preview in each language, named in its own."""
        return [(GERMAN, "Deutsch"), (ENGLISH, "English")]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        """Render the draft in the language ``mode_name``, English as if it were online."""
        with translation.override(mode_name or GERMAN):
            request.LANGUAGE_CODE = mode_name or GERMAN
            self.english_live = self.english_live or bool(self.title_en)
            response: TemplateResponse = super().serve_preview(request, mode_name)
            return response.render()

    def _set_core_field_defaults(self) -> None:
        self._fill_slugs()
        super()._set_core_field_defaults()

    def _fill_slugs(self) -> None:
        """Give the page the slugs it lacks, once its place in the tree is known."""
        parent = self.get_parent() if self.path or hasattr(self, "_cached_parent_obj") else None
        if parent is None:
            return
        if not self.slug and self.title:
            self.slug = self._get_autogenerated_slug(portal_slug(self.title) or "seite")
        if not self.slug_en and self.title_en:
            base = portal_slug(self.title_en) or "page"
            self.slug_en, number = base, 1
            while not self._english_slug_is_free(self.slug_en, parent):
                number += 1
                self.slug_en = f"{base}-{number}"

    @staticmethod
    def _siblings_below(parent: "BasePage") -> BasePageQuerySet:
        """Return the children of ``parent`` by path: in a subtree copy numchild is still 0."""
        return BasePage.objects.filter(depth=parent.depth + 1, path__startswith=parent.path)

    def _english_slug_is_free(self, slug: str, parent: "BasePage") -> bool:
        siblings = self._siblings_below(parent).exclude(pk=self.pk)
        return not siblings.filter(_has_slug(slug, ENGLISH)).exists()

    def _move_english_descendants(self, old_path: str) -> None:
        """Replace ``old_path`` at the start of all descendants' English paths."""
        descendants = BasePage.objects.filter(path__startswith=self.path).exclude(pk=self.pk)
        rest = Substr("url_path_en", len(old_path) + 1)
        descendants.update(url_path_en=Concat(Value(self.url_path_en), rest))


def _has_slug(slug: str, language: str) -> Q:
    """Return the condition that a page's address in ``language`` ends with ``slug``."""
    if language == GERMAN:
        return Q(slug=slug)
    return Q(slug_en=slug) | Q(slug_en="", slug=slug)


def _writes_address(update_fields: Any) -> bool:
    return update_fields is None or bool({"slug", "slug_en"} & set(update_fields))
