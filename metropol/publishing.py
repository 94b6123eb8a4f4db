"""Publishing a revision: the one place where the English version goes on- or offline."""

from typing import Any

from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction


class PublishPortalPageAction(PublishPageRevisionAction):
    """Publish a page's revision together with what it asks for its English version."""

    def _publish_revision(self, revision: Any, object: Any, *args: Any, **kwargs: Any) -> None:
        scheduled = object.go_live_at and object.go_live_at > timezone.now()
        if object.english_request and not scheduled:
            # The page keeps the request where English is not complete: staff see it waiting.
            online = object.english_request == object.EnglishRequest.ONLINE
            if not online or not object.english_gaps():
                object.english_live = online
                object.english_request = ""
                # A request is used up once, so that going back to this revision later
                # does not ask for it again.
                revision.content["english_request"] = ""
                revision.save(update_fields=["content"])
        super()._publish_revision(revision, object, *args, **kwargs)
