"""``manage.py publish_scheduled``: Wagtail's command, which one broken page does not stop."""

import hashlib
import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.core.management.base import CommandError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.management.commands import publish_scheduled
from wagtail.models import DraftStateMixin, Revision

from metropol.models import BasePage
from metropol.notify import mail_chief_editors
from metropol.translations import publishing as translations

logger = logging.getLogger(__name__)
#: Seconds until the same failure is told again.
DAY = 86_400


class Command(publish_scheduled.Command):
    """Publish and unpublish what is due; Chefredaktion gets a mail about what failed."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Do each in a transaction of its own; exit status 1 if one of them failed."""
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        failed = [title for title, act in _due() if not self._succeeds(title, act)]
        if not failed:
            return

        def write() -> tuple[str, str]:
            subject = _("Scheduled publication failed")
            text = _(
                "These could not be published or taken offline at their time. Please open them"
                " and publish them by hand:"
            )
            return subject, "\n".join([text, "", *failed])

        told = (cache.add(f"publication-failed:{_key(title)}", 1, DAY) for title in failed)
        if any(list(told)):  # the command runs every few minutes
            mail_chief_editors(write)
        text = ngettext("%(number)d failed.", "%(number)d failed.", len(failed))
        raise CommandError(text % {"number": len(failed)}, returncode=1)

    def _succeeds(self, title: str, act: Callable[[], Any]) -> bool:
        try:
            with transaction.atomic():
                act()
        except Exception:  # whatever it is, the others are still due
            logger.exception("%s could not be published or taken offline", title)
            return False
        return True


def _key(title: str) -> str:
    return hashlib.sha256(title.encode()).hexdigest()


def _due() -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield title and action of what is due: first what expires, then what goes live."""
    now = timezone.now()
    kinds: list[type[models.Model]] = [BasePage]
    kinds += [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, BasePage)
    ]
    for model in kinds:
        expired = model._default_manager.filter(live=True, expire_at__lt=now).order_by("expire_at")
        for each in list(expired):
            log = {"set_expired": True, "log_action": "wagtail.unpublish.scheduled"}
            yield str(each), partial(each.unpublish, **log)  # type: ignore[attr-defined]
    for page, act in translations.due():
        yield str(page), partial(act, page)
    revisions = Revision.objects.filter(approved_go_live_at__lt=now)
    for revision in list(revisions.order_by("approved_go_live_at")):
        publish = partial(revision.publish, log_action="wagtail.publish.scheduled")
        yield revision.object_str, publish
