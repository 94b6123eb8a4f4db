"""Where imported news came from. Pages themselves do not know that they were imported."""

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class ArchiveRun(models.Model):
    """One run of the import, or one deed of staff that changes imported pages in bulk.

    ``error`` says why it stopped, as a code with parameters; ``pairs`` are the English files
    that a person confirmed as translations, each with its German file.
    """

    class State(models.TextChoices):
        """Where a run stands."""

        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked, not started")
        WAITING = "waiting", _("Waiting to start")
        RUNNING = "running", _("Running")
        FINISHED = "finished", _("Finished")
        STOPPED = "stopped", _("Stopped before its end")
        FAILED = "failed", _("Failed")
        UNDO_WAITING = "undo-waiting", _("Waiting to be undone")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")

    path = models.TextField(_("path"))
    state = models.CharField(_("state"), max_length=16, choices=State, default=State.RUNNING)
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    options = models.JSONField(_("options"), default=dict)
    counts = models.JSONField(_("counts"), default=dict)
    total = models.PositiveIntegerField(_("number of files"), null=True, blank=True)
    pairs = models.JSONField(_("translations"), default=dict, blank=True)
    error = models.JSONField(_("error"), null=True, blank=True)

    class Meta:
        verbose_name = _("archive run")
        verbose_name_plural = _("archive runs")
        ordering = ("-pk",)
        permissions = (("import_archive", "Can import the archive and undo imports"),)

    def __str__(self) -> str:
        return f"{timezone.localtime(self.started_at):%Y-%m-%d %H:%M} {self.path}"

    @property
    def state_label(self) -> str:
        """Return the state in words; an undo that kept something is told too."""
        if self.state == self.State.FINISHED and self.undone_at:
            return gettext("Partly undone")
        return self.get_state_display()

    @property
    def is_busy(self) -> bool:
        """Tell whether something is being done with the run now."""
        state = self.State
        busy = state.CHECKING, state.WAITING, state.RUNNING, state.UNDO_WAITING, state.UNDOING
        return self.state in busy


class ArchiveUpload(models.Model):
    """What was uploaded for a run, as a ZIP file; kept until the run has ended.

    In the database, since the process that imports it may be on another machine than the one
    that took it.
    """

    run = models.OneToOneField(ArchiveRun, on_delete=models.CASCADE, related_name="upload")
    data = models.BinaryField(_("ZIP file"))

    class Meta:
        verbose_name = _("archive upload")
        verbose_name_plural = _("archive uploads")

    def __str__(self) -> str:
        return str(self.run)


class ArchiveItem(models.Model):
    """One source file of the archive: how it ended last, and the page it became, if any.

    ``reason`` and ``warnings`` are codes with parameters (``{"code": …, "params": {…}}``),
    worded in the reader's language when they are shown. Family, headline and date name the
    item once it is a page; ``text`` is the whole text that was read last. ``draft`` is the
    page that staff made of a text that waits for review.
    """

    file = models.TextField(_("file"))
    source = models.TextField(_("folder"))
    #: The digest of folder and file, by which the item of a file is found.
    key = models.CharField(_("key"), max_length=64, db_index=True)
    run = models.ForeignKey(
        ArchiveRun, verbose_name=_("run"), on_delete=models.PROTECT, related_name="items"
    )
    status = models.CharField(_("status"), max_length=16, db_index=True)
    reason = models.JSONField(_("reason"), null=True, blank=True)
    warnings = models.JSONField(_("warnings"), default=list)
    family = models.CharField(_("family"), max_length=32, blank=True)
    headline = models.CharField(_("headline"), max_length=255, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True)
    page = models.ForeignKey(
        "news.NewsPage",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="archive_items",
    )
    draft = models.ForeignKey(
        "news.NewsPage",
        verbose_name=_("draft"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    #: The revision that the import wrote last: a later one is an editor's.
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        verbose_name=_("revision"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    text = models.TextField(_("text"), blank=True)
    raw_text = models.TextField(_("raw text for review"), blank=True)

    class Meta:
        verbose_name = _("archive item")
        verbose_name_plural = _("archive items")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["family", "headline", "date"], name="archive_item_identity")
        ]

    def __str__(self) -> str:
        return self.file


class ArchiveDigest(models.Model):
    """The digest of a content that was read once, and how that ended; it is never read again."""

    item = models.ForeignKey(ArchiveItem, on_delete=models.CASCADE, related_name="digests")
    digest = models.CharField(_("digest"), max_length=64, db_index=True)
    status = models.CharField(_("status"), max_length=16)
    reason = models.JSONField(_("reason"), null=True, blank=True)
    seen_at = models.DateTimeField(_("seen at"), auto_now_add=True)

    class Meta:
        verbose_name = _("archive digest")
        verbose_name_plural = _("archive digests")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "digest"], name="archive_digest_once")
        ]

    def __str__(self) -> str:
        return self.digest


class ArchiveTestimonial(models.Model):
    """A statement of the archive that was read once; it is never made a page again.

    The digest is that of name, organisation and quote, so that an edited or deleted page does
    not come back with the next document that repeats the statement.
    """

    digest = models.CharField(_("digest"), max_length=64, unique=True)
    page = models.ForeignKey(
        "members.TestimonialPage",
        verbose_name=_("testimonial"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    run = models.ForeignKey(
        ArchiveRun, verbose_name=_("run"), on_delete=models.PROTECT, related_name="testimonials"
    )

    class Meta:
        verbose_name = _("archive testimonial")
        verbose_name_plural = _("archive testimonials")

    def __str__(self) -> str:
        return self.digest


class ArchiveOutcome(models.Model):
    """How one file ended in one run: a line of the run's report.

    What is known of the record stands beside it for the preview; the texts themselves are with
    the item, or in the upload.
    """

    run = models.ForeignKey(ArchiveRun, on_delete=models.CASCADE, related_name="outcomes")
    number = models.PositiveIntegerField(_("number"))
    file = models.TextField(_("file"))
    status = models.CharField(_("status"), max_length=16)
    reason = models.JSONField(_("reason"), null=True, blank=True)
    warnings = models.JSONField(_("warnings"), default=list)
    family = models.CharField(_("family"), max_length=32, blank=True)
    headline = models.TextField(_("headline"), blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    section = models.TextField(_("section"), blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True)
    clusters = models.JSONField(_("clusters"), default=list)
    item = models.ForeignKey(
        ArchiveItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="outcomes"
    )

    class Meta:
        verbose_name = _("outcome of a file")
        verbose_name_plural = _("outcomes of files")
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "number"], name="archive_outcome_once")
        ]

    def __str__(self) -> str:
        return self.file


class ArchiveChange(models.Model):
    """One object that a run made (``before`` is null) or changed, so that it can be undone.

    ``before`` holds the rows as they were; ``after`` what must still be so for an undo: if it
    is not, somebody has changed the object since (see news.archive.changes).
    """

    run = models.ForeignKey(ArchiveRun, on_delete=models.CASCADE, related_name="changes")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField(_("key of the object"))
    before = models.JSONField(_("before"), null=True, blank=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("archive change")
        verbose_name_plural = _("archive changes")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["content_type", "object_id"], name="archive_change_object")
        ]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}"


class ArchiveLinkName(models.Model):
    """A link name of the archive whose cluster staff have chosen; later imports know it."""

    name = models.CharField(_("name"), max_length=500, unique=True)
    cluster = models.ForeignKey(
        "clusters.ClusterPage",
        verbose_name=_("cluster"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        verbose_name = _("link name of the archive")
        verbose_name_plural = _("link names of the archive")

    def __str__(self) -> str:
        return self.name
