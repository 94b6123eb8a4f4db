"""The app and its name in the admin."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    """The app ``members``."""

    name = "members"
    verbose_name = _("Members")

    def ready(self) -> None:
        """Let submissions follow what staff do with their pages; fix who may what."""
        from django.db.models.signals import pre_delete
        from wagtail.permissions import register_permission_policy
        from wagtail.signals import page_published, page_unpublished

        from members import search  # noqa: F401
        from members.models import ConsentText, TestimonialPage
        from members.permissions import ChangeOnlyPolicy

        register_permission_policy(ConsentText, ChangeOnlyPolicy(ConsentText))

        page_published.connect(_published, sender=TestimonialPage, dispatch_uid="testimonial_on")
        page_unpublished.connect(
            _unpublished, sender=TestimonialPage, dispatch_uid="testimonial_off"
        )
        pre_delete.connect(_deleted, sender=TestimonialPage, dispatch_uid="testimonial_deleted")


def _published(instance: Any, **kwargs: Any) -> None:
    from members.submissions.following import published

    published(instance)


def _unpublished(instance: Any, **kwargs: Any) -> None:
    from members.submissions.following import unpublished

    unpublished(instance)


def _deleted(instance: Any, **kwargs: Any) -> None:
    from members.submissions.following import deleted

    deleted(instance)
