"""The report of images: what is missing, what is due, what nobody uses."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from metropol.alternatives import alternative
from metropol.images.due import AHEAD, is_over
from metropol.images.usage import Place, is_used, places
from metropol.languages import CODES
from metropol.models import PortalImage
from metropol.spreadsheets import SafeExportMixin

#: What can be missing, and the images that miss it.
MISSING = {
    **{
        f"alt_{code}": Q(is_decorative=False)
        & (Q(**{f"alt_{code}": ""}) | Q(**{f"alt_{code}__isnull": True}))
        for code in CODES
    },
    "credit": Q(credit=""),
    "licence": Q(licence=""),
}
LABELS = {
    "alt_de": gettext_lazy("Alternative text (German)"),
    "alt_en": gettext_lazy("Alternative text (English)"),
    "credit": gettext_lazy("Credit"),
    "licence": gettext_lazy("Licence"),
}


def changeable_images(user: Any) -> "QuerySet[PortalImage]":
    """Return the images that ``user`` may change."""
    policy = policy_registry.get_by_type(PortalImage)
    found: QuerySet[PortalImage] = policy.instances_user_has_any_permission_for(user, ["change"])
    return found


def may_change_images(user: Any) -> bool:
    """Tell whether ``user`` may change any images."""
    return bool(policy_registry.get_by_type(PortalImage).user_has_permission(user, "change"))


class ImageReportFilters(WagtailFilterSet):
    """What the report is narrowed down to."""

    missing = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Missing"),
        choices=list(LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
        method="filter_missing",
        help_text=gettext_lazy("Images that lack one of these."),
    )
    use_until = django_filters.ChoiceFilter(
        label=gettext_lazy("Use until"),
        choices=[
            ("over", gettext_lazy("Over")),
            ("soon", gettext_lazy("Over within 30 days")),
        ],
        widget=forms.RadioSelect,
        empty_label=pgettext_lazy("images", "All"),
        method="filter_use_until",
    )
    use = django_filters.ChoiceFilter(
        label=gettext_lazy("Use"),
        choices=[("no", gettext_lazy("Not used")), ("yes", gettext_lazy("Used"))],
        widget=forms.RadioSelect,
        empty_label=pgettext_lazy("images", "All"),
        method="filter_use",
    )

    class Meta:
        model = PortalImage
        fields: ClassVar[list[str]] = []

    def filter_missing(
        self, images: "QuerySet[PortalImage]", name: str, value: list[str]
    ) -> "QuerySet[PortalImage]":
        """Return images that lack one of what is chosen."""
        wanted = Q()
        for key in value:
            wanted |= MISSING[key]
        return images.filter(wanted)

    def filter_use_until(
        self, images: "QuerySet[PortalImage]", name: str, value: str
    ) -> "QuerySet[PortalImage]":
        """Return images whose last day is over, or near."""
        today = timezone.localdate()
        if value == "over":
            return images.filter(use_until__lt=today)
        return images.filter(use_until__gte=today, use_until__lte=today + AHEAD)

    def filter_use(
        self, images: "QuerySet[PortalImage]", name: str, value: str
    ) -> "QuerySet[PortalImage]":
        """Return images that are used, or not."""
        return images.filter(is_used() if value == "yes" else ~is_used())


class UsageColumn(Column):
    """How often an image is used, where, and the way to all places."""

    cell_template_name = "metropol/images/usage_cell.html"


class ImageReport(SafeExportMixin, ReportView):
    """All images that the user may change, with their texts, rights and places."""

    model = PortalImage
    permission_required = "change"
    page_title = gettext_lazy("Images")
    header_icon = "image"
    index_url_name = "image_report"
    index_results_url_name = "image_report_results"
    filterset_class = ImageReportFilters
    default_ordering = "-created_at"
    verbose_name = gettext_lazy("image")
    verbose_name_plural = gettext_lazy("images")
    table_classname = "listing image-report"
    export_filename = "images"
    export_headings: ClassVar[dict[str, Any]] = {
        "title": gettext_lazy("Title"),
        "alt_de": LABELS["alt_de"],
        "alt_en": LABELS["alt_en"],
        "decorative": gettext_lazy("Decorative"),
        "credit": LABELS["credit"],
        "licence": LABELS["licence"],
        "use_until": gettext_lazy("Use until"),
        "created_at": gettext_lazy("Uploaded"),
        "places": gettext_lazy("Used in"),
        "address": gettext_lazy("Edit"),
    }
    list_export: ClassVar[list[str]] = list(export_headings)
    columns: ClassVar[list[Any]] = [
        TitleColumn(
            "title",
            label=gettext_lazy("Title"),
            url_name="wagtailimages:edit",
            sort_key="title",
        ),
        *(
            Column(
                f"alt_{code}",
                label=LABELS[f"alt_{code}"],
                accessor=lambda image, code=code: _shown_text(image, code),
            )
            for code in CODES
        ),
        Column("credit", label=LABELS["credit"], accessor=lambda image: image.credit or _missing()),
        Column(
            "licence", label=LABELS["licence"], accessor=lambda image: image.licence or _missing()
        ),
        Column(
            "use_until",
            label=gettext_lazy("Use until"),
            accessor=lambda image: _shown_day(image),
            sort_key="use_until",
        ),
        UsageColumn("places", label=gettext_lazy("Used in")),
        Column(
            "created_at",
            label=gettext_lazy("Uploaded"),
            accessor=lambda image: date_format(
                timezone.localtime(image.created_at), "SHORT_DATE_FORMAT"
            ),
            sort_key="created_at",
        ),
    ]

    def get_base_queryset(self) -> "QuerySet[PortalImage]":
        """Return the images that the user may change."""
        return changeable_images(self.request.user)

    def get_table(self, object_list: Any) -> Any:
        """Return the table; the places of all its images are looked up at once.

        The same objects are what an export writes.
        """
        images = list(object_list)
        used = places(images)
        for image in images:
            image.places = used.get(image.pk, [])
        return super().get_table(object_list)

    def to_row_dict(self, item: PortalImage) -> dict[str, Any]:
        """Return a row of the spreadsheet."""
        used: list[Place] = item.places
        return {
            "title": item.title,
            "alt_de": item.alt_de or "",
            "alt_en": item.alt_en or "",
            "decorative": _("Yes") if item.is_decorative else _("No"),
            "credit": item.credit,
            "licence": item.licence,
            "use_until": item.use_until or "",
            "created_at": item.created_at,
            "places": "; ".join(map(str, used)),
            "address": self.request.build_absolute_uri(
                reverse("wagtailimages:edit", args=[item.pk])
            ),
        }


def _shown_text(image: PortalImage, code: str) -> str:
    text = alternative(image, code)
    if text == "":
        return pgettext("image", "decorative")
    return text or _missing()


def _missing() -> str:
    return _("– missing –")


def _shown_day(image: PortalImage) -> str:
    if image.use_until is None:
        return ""
    day = date_format(image.use_until, "SHORT_DATE_FORMAT")
    if is_over(image):
        return _("%(day)s: over, the image is still shown") % {"day": day}
    if image.use_until <= timezone.localdate() + AHEAD:
        return _("%(day)s: soon over") % {"day": day}
    return day
