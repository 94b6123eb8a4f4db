"""Everything that stands in both languages as rows of one table.

Pages, snippets, settings and images lie in tables of their own. One query over all of them
filters, sorts and pages in the database.
"""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Substr
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.images.models import AbstractImage
from wagtail.models import ModelLogEntry
from wagtail.permissions import policy_registry

from metropol.models import BasePage, EnglishState, TrackedTranslations

#: The permissions of which one is needed to see the state of an object.
ACTIONS = frozenset({"change", "publish"})
#: Depth of the sections of a site: the pages directly below a home page.
SECTION_DEPTH = 3


class Kind(models.TextChoices):
    """What sort of object stands in both languages."""

    PAGE = "page", _("Pages")
    SNIPPET = "snippet", _("Snippets")
    SETTING = "setting", _("Settings")
    IMAGE = "image", _("Images")


class GermanState(models.TextChoices):
    """Where the German version of an object is; all but pages are always online."""

    LIVE = "live", _("online")
    CHANGED = "changed", _("online, changed since")
    DRAFT = "draft", _("draft")
    OFFLINE = "offline", _("not published any more")


#: What visitors see.
ONLINE = (GermanState.LIVE, GermanState.CHANGED)


class TrackedType(NamedTuple):
    """A type of page or another model whose translations are tracked, with its short name."""

    name: str
    model: type[TrackedTranslations]
    kind: Kind

    @property
    def label(self) -> str:
        """Return the name that people read."""
        return capfirst(str(self.model._meta.verbose_name))

    def edit_url(self, key: int) -> str:
        """Return the address of the form of an object, "" if there is none."""
        names = (self.model._meta.app_label, self.model._meta.model_name)
        match self.kind:
            case Kind.PAGE:
                return reverse("wagtailadmin_pages:edit", args=[key])
            case Kind.IMAGE:
                return reverse("wagtailimages:edit", args=[key])
            case Kind.SETTING:
                return reverse("wagtailsettings:edit", args=[*names, key])
        viewset = getattr(self.model, "snippet_viewset", None)
        return reverse(viewset.get_url_name("edit"), args=[key]) if viewset else ""


@cache
def tracked_types() -> Mapping[str, TrackedType]:
    """Return all types by their short names: news, cluster, standard, sector, image, …"""
    models_found = [
        model
        for model in apps.get_models()
        if issubclass(model, TrackedTranslations) and model is not BasePage
    ]
    types = [TrackedType(_short_name(model), model, _kind_of(model)) for model in models_found]
    order = list(Kind)
    return {each.name: each for each in sorted(types, key=lambda t: (order.index(t.kind), t.name))}


def tracked_models() -> list[type[TrackedTranslations]]:
    """Return the models in whose tables the states are: BasePage for all page types."""
    others = [each.model for each in tracked_types().values() if each.kind != Kind.PAGE]
    return [BasePage, *others]


def _short_name(model: type[models.Model]) -> str:
    """Return the name of a model without what many have in common: ``news`` for NewsPage."""
    name = str(model._meta.model_name)
    return name.removeprefix("portal").removeprefix("site").removesuffix("page")


def _kind_of(model: type[models.Model]) -> Kind:
    if issubclass(model, BasePage):
        return Kind.PAGE
    if issubclass(model, AbstractImage):
        return Kind.IMAGE
    if issubclass(model, BaseSiteSetting | BaseGenericSetting):
        return Kind.SETTING
    return Kind.SNIPPET


def content_types() -> dict[int, TrackedType]:
    """Return all types by the key of their content type; at most one query."""
    types = {each.model: each for each in tracked_types().values()}
    return {found.pk: types[model] for model, found in _content_types(types).items()}


def _content_types(found: Collection[type[models.Model]]) -> dict[Any, ContentType]:
    return ContentType.objects.get_for_models(*found, for_concrete_models=False)


def changeable(model: type[models.Model], user: Any) -> models.QuerySet[Any]:
    """Return the objects of ``model`` that ``user`` may change."""
    policy = policy_registry.get_by_type(model)
    if issubclass(model, BaseSiteSetting):
        # What the user may do on every site is known already; the policy would ask again.
        if user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
            return models.QuerySet(model)
        if not policy.user_has_any_permission(user, ACTIONS):
            return models.QuerySet(model).none()
    found = policy.instances_user_has_any_permission_for(user, ACTIONS)
    # Without modeltranslation, whose values() come in an order of their own.
    return models.QuerySet(model, query=found.query)


def tracked_pages(user: Any = None) -> models.QuerySet[BasePage]:
    """Return the pages that ``user`` may change, without one: all.

    Without the root, which has no text, and without aliases: they repeat their source's.
    """
    pages = models.QuerySet(BasePage) if user is None else changeable(BasePage, user)
    return pages.filter(depth__gt=1, alias_of__isnull=True)


#: The columns of a row.
COLUMNS = (
    "type_id",
    "key",
    "german_title",
    "english_title",
    "german_state",
    "english_state",
    "english_online",
    "section_path",
    "german_changed_at",
    "words_missing",
    "words_outdated",
    "touched_at",
    "touched_by",
    "urgency",
    "type_rank",
)


def rows(where: Q | None = None, user: Any = None) -> models.QuerySet[Any, dict[str, Any]]:
    """Return a row with ``COLUMNS`` for each object that meets the condition ``where``.

    ``where`` may name any column and ``kind``. Without ``user`` all objects, else those that
    the user may change. Not sorted.
    """
    where = where or Q()
    types = sorted(tracked_types().values(), key=lambda each: each.label.casefold())
    ids = _content_types([each.model for each in types])
    ranks = {ids[each.model].pk: rank for rank, each in enumerate(types)}
    parts = [_page_rows(tracked_pages(user), ranks)]
    for each in types:
        if each.kind != Kind.PAGE:
            found = models.QuerySet(each.model) if user is None else changeable(each.model, user)
            parts.append(_other_rows(found, each, ids[each.model].pk, ranks))
    first, *others = [part.filter(where).order_by().values(*COLUMNS) for part in parts]
    return first.union(*others, all=True)


def _page_rows(pages: models.QuerySet[Any], ranks: dict[int, int]) -> models.QuerySet[Any]:
    cases = [When(content_type=key, then=Value(rank)) for key, rank in ranks.items()]
    return pages.annotate(
        kind=Value(Kind.PAGE.value),
        type_id=F("content_type_id"),
        key=F("pk"),
        german_title=F("title"),
        english_title=F("title_en"),
        german_state=Case(
            When(live=True, has_unpublished_changes=True, then=Value(GermanState.CHANGED.value)),
            When(live=True, then=Value(GermanState.LIVE.value)),
            When(first_published_at=None, then=Value(GermanState.DRAFT.value)),
            default=Value(GermanState.OFFLINE.value),
        ),
        english_online=F("english_live"),
        section_path=Substr("path", 1, SECTION_DEPTH * BasePage.steplen),
        touched_at=F("latest_revision_created_at"),
        touched_by=F("latest_revision__user_id"),
        urgency=_urgency(),
        type_rank=Case(*cases, default=Value(-1)),
    )


def _other_rows(
    found: models.QuerySet[Any], type_: TrackedType, type_id: int, ranks: dict[int, int]
) -> models.QuerySet[Any]:
    german, english = _titles(type_)
    own = Cast(OuterRef("pk"), models.CharField())
    log = ModelLogEntry.objects.filter(content_type=type_id, object_id=own)
    log = log.order_by("-timestamp", "-pk")
    key = models.BigIntegerField()
    at = Subquery(log.values("timestamp")[:1])
    by = Subquery(log.values("user_id")[:1], output_field=key)
    is_image = type_.kind == Kind.IMAGE
    return found.annotate(
        kind=Value(type_.kind.value),
        type_id=Value(type_id),
        key=F("site_id") if issubclass(type_.model, BaseSiteSetting) else F("pk"),
        german_title=german,
        english_title=english,
        german_state=Value(GermanState.LIVE.value),
        english_online=Cast(Value(None), models.BooleanField()),
        section_path=Value(""),
        touched_at=Coalesce(at, "created_at") if is_image else at,
        touched_by=Coalesce(by, "uploaded_by_user_id", output_field=key) if is_image else by,
        urgency=_urgency(),
        type_rank=Value(ranks[type_id]),
    )


def _titles(type_: TrackedType) -> tuple[Any, Any]:
    """Return what names an object of this type, in German and in English."""
    fields = {field.name: field for field in type_.model._meta.concrete_fields}
    if "name_de" in fields:
        return Coalesce("name_de", Value("")), Coalesce("name_en", Value(""))
    if "title" in fields:
        return F("title"), Value("")
    if "site" in fields:
        site = Coalesce(NullIf("site__site_name", Value("")), "site__hostname")
        return Concat(Value(f"{type_.label}: "), site), Value("")
    for name, field in fields.items():
        if field.choices and field.unique:
            labels = [When(**{name: value}, then=Value(str(text))) for value, text in field.choices]
            return Case(*labels, default=Value("")), Value("")
    return Value(type_.label), Value("")


def _urgency() -> Case:
    """Return the rank of the English state: what is missing comes first."""
    cases = [When(english_state=state, then=Value(rank)) for rank, state in enumerate(EnglishState)]
    return Case(*cases, default=Value(len(EnglishState)))
