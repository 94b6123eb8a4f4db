"""Mails when a page is submitted, approved or sent back, in place of Wagtail's own.

Wagtail's tell neither what changed nor who it was, name the persons of testimonials, and fail
with some faults of the mail server. Who gets them is Wagtail's choice, and the people's own
("Notifications" in their account).
"""

from typing import Any

from django.utils import translation
from wagtail.admin.mail import (
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
)
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)
from wagtail.users.models import UserProfile

from metropol.models import BasePage, User
from metropol.workflow.mails import Occasion, write


class _PageNotifier:
    """Queues the portal's mails about pages; what else has a workflow gets Wagtail's."""

    notification: str

    def get_context(self, instance: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what happened."""
        context: dict[str, Any] = super().get_context(instance, **kwargs)  # type: ignore[misc]
        if isinstance(context.get("page"), BasePage):
            context["occasion"] = self.occasion(instance, **kwargs)
        return context

    def occasion(self, instance: Any, **kwargs: Any) -> Occasion:
        """Return what happened; the page is read anew, since it may just have been published."""
        is_task = isinstance(instance, TaskState)
        state = instance.workflow_state if is_task else instance
        task_state = instance if is_task else state.current_task_state
        is_submission = self.notification == "submitted"
        return Occasion(
            what=self.notification,
            page=BasePage.objects.get(pk=state.object_id).specific,
            revision=task_state and task_state.revision,
            actor=state.requested_by if is_submission else kwargs.get("user"),
            comment="" if is_submission or not task_state else task_state.specific.get_comment(),
        )

    def send_emails(
        self, template_set: Any, context: dict[str, Any], recipients: set[User], **kwargs: Any
    ) -> bool:
        """Queue a mail to each of ``recipients`` in their own language."""
        from metropol.tasks import mail_member_of_staff

        occasion: Occasion | None = context.get("occasion")
        if occasion is None:
            sent: bool = super().send_emails(  # type: ignore[misc]
                template_set, context, recipients, **kwargs
            )
            return sent
        for reader in recipients:
            with translation.override(UserProfile.get_for_user(reader).get_preferred_language()):
                subject, text = write(occasion, reader)
            mail_member_of_staff.enqueue(reader.pk, subject, text)
        return True


class TaskSubmitted(_PageNotifier, GroupApprovalTaskStateSubmissionEmailNotifier):
    """To the group whose approval is asked for."""


class WorkflowSubmitted(_PageNotifier, WorkflowStateSubmissionEmailNotifier):
    """To administrators, where no group is asked: they get the mail to the group too."""

    def get_recipient_users(self, instance: WorkflowState, **kwargs: Any) -> Any:
        """Return nobody where TaskSubmitted has reached them already."""
        state = instance.current_task_state
        if state and isinstance(state.task.specific, AbstractGroupApprovalTask):
            return set()
        return super().get_recipient_users(instance, **kwargs)


class WorkflowApproved(_PageNotifier, WorkflowStateApprovalEmailNotifier):
    """To whoever submitted the page."""


class WorkflowRejected(_PageNotifier, WorkflowStateRejectionEmailNotifier):
    """To whoever submitted the page."""


#: Signal, notifier, sender, and the name under which Wagtail connects its own.
_RECEIVERS = (
    (task_submitted, TaskSubmitted(), TaskState, "group_approval_task_submitted"),
    (workflow_submitted, WorkflowSubmitted(), WorkflowState, "workflow_state_submitted"),
    (workflow_approved, WorkflowApproved(), WorkflowState, "workflow_state_approved"),
    (workflow_rejected, WorkflowRejected(), WorkflowState, "workflow_state_rejected"),
)


def connect() -> None:
    """Connect the notifiers under the names of Wagtail's, which stand back for them.

    A signal takes one receiver of a name: Wagtail's, which come later, change nothing; where
    they came first they are disconnected.
    """
    for signal, notifier, sender, name in _RECEIVERS:
        uid = f"{name}_email_notification"
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(notifier, sender=sender, dispatch_uid=uid)
