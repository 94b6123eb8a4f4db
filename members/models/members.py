"""Member organisations."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from metropol.languages import first_free, portal_slug
from metropol.mail_addresses import domain_of
from metropol.panels import SharedFieldPanel, SharedInlinePanel
from metropol.snippets import NamedSnippet


class MemberCategory(NamedSnippet):
    """A grouping of members that staff define, such as a branch or a size."""

    class Meta(NamedSnippet.Meta):
        verbose_name = _("member category")
        verbose_name_plural = _("member categories")


class Member(index.Indexed, ClusterableModel):
    """A member organisation. Its name is the same in both languages."""

    class Kind(models.TextChoices):
        """What sort of organisation a member is."""

        UNKNOWN = "", _("Unknown")
        COMPANY = "company", _("Company")
        MUNICIPALITY = "municipality", _("Municipality")
        CHAMBER = "chamber", _("Chamber")
        UNIVERSITY = "university", _("University")
        ASSOCIATION = "association", _("Association")

    name = models.CharField(_("name"), max_length=255, unique=True)
    #: Stands in addresses of filters; made of the first name, and never changed.
    slug = models.SlugField(_("slug"), max_length=128, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, blank=True, default="")
    category = models.ForeignKey(
        MemberCategory,
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="members",
    )
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "metropol.PortalImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    city = models.CharField(_("city"), max_length=128, blank=True)
    clusters = ParentalManyToManyField(
        "clusters.ClusterPage", verbose_name=_("clusters"), blank=True, related_name="members"
    )

    panels: ClassVar[list[Any]] = [
        SharedFieldPanel("name"),
        FieldRowPanel([SharedFieldPanel("kind"), SharedFieldPanel("category")]),
        FieldRowPanel([SharedFieldPanel("website"), SharedFieldPanel("city")]),
        SharedFieldPanel("logo"),
        SharedFieldPanel("clusters"),
        SharedInlinePanel("domains", label=_("e-mail domain")),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("city"),
        index.FilterField("kind"),
        index.FilterField("category"),
    ]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new member its slug."""
        if not self.slug:
            base = portal_slug(self.name, max_length=120) or "x"
            taken = set(Member.objects.filter(slug__startswith=base).values_list("slug", flat=True))
            self.slug = first_free(base, taken.__contains__)
        super().save(*args, **kwargs)


class DomainInput(forms.TextInput):
    """An input that gives a domain as it is stored, so that the form sees one that comes twice."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the domain, or what was typed if that is none."""
        typed = super().value_from_datadict(data, files, name)
        return _typed_domain(typed or "") or typed


class MemberDomain(models.Model):
    """A domain whose mail addresses belong to a member; those below it do too."""

    member = ParentalKey(Member, related_name="domains", on_delete=models.CASCADE)
    name = models.CharField(
        _("e-mail domain"),
        max_length=253,
        help_text=_("What stands behind the @, for example werkhof.example."),
    )

    panels: ClassVar[list[Any]] = [FieldPanel("name", widget=DomainInput)]

    class Meta:
        verbose_name = _("e-mail domain")
        verbose_name_plural = _("e-mail domains")
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["member", "name"], name="member_domain_once")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Store the domain as mail addresses have it; ValidationError if it is none."""
        super().clean()
        self.name = _typed_domain(self.name)
        if not _DOMAIN.fullmatch(self.name):
            raise ValidationError(
                {"name": _("This is not a domain. It looks like werkhof.example.")}
            )


def vouching(member: Any, email: Any) -> "models.QuerySet[MemberDomain]":
    """Return the domains of a member that vouch for a mail address as it is stored.

    Both are expressions, so that this can be a part of another query.
    """
    address = models.ExpressionWrapper(email, models.CharField())
    at, below = (Concat(models.Value(mark), models.F("name")) for mark in "@.")
    return (
        MemberDomain.objects.filter(member=member)
        .annotate(address=address)
        .filter(models.Q(address__iendswith=at) | models.Q(address__iendswith=below))
    )


_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


def _typed_domain(typed: str) -> str:
    return domain_of(f"x@{typed.strip().removeprefix('@')}")
