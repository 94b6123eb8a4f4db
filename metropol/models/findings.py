"""What the content checks found on live pages, stored for the report."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from metropol.content_checks.findings import LEVELS, Level


class ContentCheck(models.Model):
    """The last check of a live page, with the number of its findings by level."""

    page = models.OneToOneField(
        "metropol.BasePage",
        verbose_name=_("page"),
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="content_check",
    )
    checked_at = models.DateTimeField(_("checked at"))
    errors = models.PositiveIntegerField(_("errors"), default=0)
    warnings = models.PositiveIntegerField(_("warnings"), default=0)
    hints = models.PositiveIntegerField(_("hints"), default=0)

    #: The pages themselves are what Wagtail's usage view should name.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("content check")
        verbose_name_plural = _("content checks")

    def __str__(self) -> str:
        return str(self.page)


class ContentFinding(models.Model):
    """One finding (metropol.content_checks.findings), worded when it is shown."""

    check_of = models.ForeignKey(ContentCheck, on_delete=models.CASCADE, related_name="findings")
    number = models.PositiveIntegerField(_("number"))
    code = models.CharField(_("kind"), max_length=32)
    level = models.CharField(_("level"), max_length=8, choices=Level)
    language = models.CharField(_("language"), max_length=2)
    path = models.CharField(_("place"), max_length=255)
    params: models.JSONField[Any, Any] = models.JSONField(_("parameters"), default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ("number",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["code", "language"], name="finding_kind"),
            models.Index(fields=["level", "language"], name="finding_level"),
        ]

    def __str__(self) -> str:
        return self.code


#: The columns of ContentCheck that count the findings of each level.
COUNTS = dict(zip(LEVELS, ("errors", "warnings", "hints"), strict=True))
