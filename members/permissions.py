"""What staff may do with testimonials and submissions."""

from typing import Any

from wagtail.permission_policies.base import ModelPermissionPolicy

from metropol.permissions import PortalPagePermissionTester

#: Who has it sees and judges what members submit.
MODERATE = "members.moderate_testimonials"


class TestimonialPermissionTester(PortalPagePermissionTester):
    """A submitted testimonial is one page: a withdrawal must find all that there is of it."""

    __test__ = False

    def can_copy(self) -> bool:
        """Tell whether the page may be copied or have an alias."""
        return super().can_copy() and not self.page.submitted


class ChangeOnlyPolicy(ModelPermissionPolicy):
    """Nobody adds or deletes, whatever permissions they have: the code knows which there are."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Tell whether the user may do ``action``."""
        return action not in ("add", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Tell whether the user may do one of ``actions``."""
        return any(self.user_has_permission(user, action) for action in actions)
