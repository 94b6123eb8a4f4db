"""Publish one language of a page; put its English version on- and offline."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Revision

from metropol import page_cache
from metropol.content_checks.deferred import touch
from metropol.languages import ENGLISH, GERMAN
from metropol.models import BasePage
from metropol.translations.composition import composed, differs, with_keys

#: What the history says of the publication of one language.
LOG_ACTIONS = {GERMAN: "metropol.publish_german", ENGLISH: "metropol.publish_english"}
OFFLINE = "metropol.english_offline"
ONLINE = "metropol.english_online"


@transaction.atomic
def publish_language(
    page: BasePage,
    language: str,
    user: Any = None,
    *,
    shared: bool = True,
    revision: Revision | None = None,
) -> BasePage:
    """Publish a draft of ``page`` in one language; return the page as it is live now.

    The draft is ``revision``, or the latest one.

    The other language stays as it is live, and its draft stays a draft. ``shared=False`` leaves
    the fields of both languages as they are live, too. English needs a page that is live in
    German, and goes online unless the draft asks for it to be taken offline. Raises
    ValidationError if what would go live is not complete, or if a review or a planned publication
    would be lost; then nothing is changed.
    """
    page = BasePage.objects.select_for_update().get(pk=page.pk).specific
    model = type(page)
    _refuse_what_would_be_lost(page, language)
    latest = page.latest_revision.content if page.latest_revision else page.serializable_data()
    draft = revision.content if revision else latest
    requests = BasePage.EnglishRequest
    if not page.live:
        if language == ENGLISH:
            raise ValidationError(_("English can be published when the page is live in German."))
        content = draft | {"english_request": requests.KEEP.value}
    else:
        content = composed(model, page.serializable_data(), draft, language, shared=shared)
    if language == ENGLISH and content.get("english_request") != requests.OFFLINE:
        content["english_request"] = requests.ONLINE.value
    goes_live = page.with_content_json(content)
    goes_live.full_clean()
    if language == ENGLISH and (gaps := goes_live.english_gaps()):
        raise ValidationError([goes_live.needed_in_english(field) for field in gaps])
    publication = goes_live.save_revision(user=user, clean=False)
    action = PublishPageRevisionAction(publication, user=user, log_action=LOG_ACTIONS[language])
    action.execute(skip_permission_checks=True)
    page = model._default_manager.get(pk=page.pk)
    published = page.serializable_data()
    # Whoever saved meanwhile keeps their draft.
    rest = with_keys(model, latest, published)
    if language == ENGLISH:
        rest |= {name: published[name] for name in ("english_request", "english_go_live_at")}
    if differs(model, published, rest):
        page.with_content_json(rest).save_revision(user=user, clean=False)
        page = model._default_manager.get(pk=page.pk)
    return page


@transaction.atomic
def take_english_offline(page: BasePage, user: Any = None) -> None:
    """Take the English version offline; German stays as it is."""
    page = BasePage.objects.select_for_update().get(pk=page.pk).specific
    page.english_live = False
    page.english_request = BasePage.EnglishRequest.KEEP
    page.english_go_live_at = page.english_expire_at = None
    _change(page, user, OFFLINE)


@transaction.atomic
def put_english_online(page: BasePage, user: Any = None) -> None:
    """Do what was asked for earlier, now that its time has come. Raises ValidationError."""
    page = BasePage.objects.select_for_update().get(pk=page.pk).specific
    if gaps := page.english_gaps():
        raise ValidationError([page.needed_in_english(field) for field in gaps])
    page.english_live = True
    page.english_request = BasePage.EnglishRequest.KEEP
    page.english_go_live_at = None
    _change(page, user, ONLINE)


def due() -> list[tuple[BasePage, Any]]:
    """Return the pages whose English version is to go on- or offline now, and what does it."""
    now = timezone.now()
    live = BasePage.objects.live()
    ends = live.filter(english_live=True, english_expire_at__lte=now)
    starts = live.filter(
        english_live=False,
        english_request=BasePage.EnglishRequest.ONLINE,
        english_go_live_at__lte=now,
    ).exclude(english_expire_at__lte=now)
    return [
        *((page, take_english_offline) for page in ends.order_by("pk")),
        *((page, put_english_online) for page in starts.order_by("pk")),
    ]


def _change(page: BasePage, user: Any, action: str) -> None:
    """Save the page as it is live, and let no revision of it ask for the same again."""
    page.save()
    names = ("english_request", "english_go_live_at", "english_expire_at")
    stored = page.serializable_data()
    keys = {page.live_revision_id, page.latest_revision_id} - {None}
    for revision in Revision.objects.filter(pk__in=keys):
        revision.content |= {name: stored[name] for name in names}
        revision.save(update_fields=["content"])
    BasePage.objects.filter(alias_of=page.pk).update(english_live=page.english_live)
    log(instance=page, action=action, user=user, revision=page.live_revision)
    for each in (page, *BasePage.objects.filter(alias_of=page.pk)):
        page_cache.purge_page(each)
        touch(BasePage, each.pk)


def _refuse_what_would_be_lost(page: BasePage, language: str) -> None:
    """Raise ValidationError if Wagtail would end with a publication what somebody waits for."""
    if page.scheduled_revision:
        raise ValidationError(
            _("A publication of both languages is planned. Please cancel it first.")
        )
    if language == ENGLISH and page.current_workflow_state:
        raise ValidationError(
            _("The page is in review. English can be published by itself when that has ended.")
        )
