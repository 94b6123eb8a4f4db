"""What members of staff may do with a page, beyond Wagtail's own rules."""

from wagtail.models import PagePermissionTester

#: Who has it edits German and shared fields; the group Übersetzung has not.
CHANGE_GERMAN = "metropol.change_german"
#: Who has it publishes the English of pages that are live in German.
PUBLISH_ENGLISH = "metropol.publish_english"
#: Who has it corrects live pages without review, where the site settings allow it.
CORRECT_LIVE_PAGES = "metropol.correct_live_pages"


class PortalPagePermissionTester(PagePermissionTester):
    """Wagtail's page permissions and the portal's rule for corrections."""

    def can_publish(self) -> bool:
        """Tell whether the user may publish this page.

        Without the permission to publish, a correction of a page that is live is still
        possible where the site settings allow it to the user's group.
        """
        return super().can_publish() or self._can_correct()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Leave deleting, and so moving, to those who may change German."""
        return self.user.has_perm(CHANGE_GERMAN) and super().can_delete(ignore_bulk)

    def can_publish_english(self) -> bool:
        """Tell whether the user may publish the English texts of this page, which is live."""
        if not self.page.live or self.page_is_root:
            return False
        return self.can_publish() or (self.can_edit() and self.user.has_perm(PUBLISH_ENGLISH))

    def can_set_view_restrictions(self) -> bool:
        """Leave who may see a page to those who publish."""
        return super().can_publish()

    def _can_correct(self) -> bool:
        from metropol.models import SiteSettings

        return (
            self.page.live
            and self.can_edit()
            and self.user.has_perm(CORRECT_LIVE_PAGES)
            and SiteSettings.objects.filter(corrections_without_review=True).exists()
        )
