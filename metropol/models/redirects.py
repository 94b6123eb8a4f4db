"""The language of a redirect whose old address does not tell it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from metropol.languages import CODES


class RedirectLanguage(models.Model):
    """In which language a redirect leads to its page; without one in that of the old address."""

    redirect = models.OneToOneField(
        "wagtailredirects.Redirect",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="portal_language",
    )
    code = models.CharField(_("language"), max_length=2, choices=[(code, code) for code in CODES])

    class Meta:
        verbose_name = _("language of a redirect")
        verbose_name_plural = _("languages of redirects")

    def __str__(self) -> str:
        return self.code


class GoneAddress(models.Model):
    """An address that answers 410 (Gone), as a digest: the address itself may name somebody."""

    digest = models.CharField(max_length=64, primary_key=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("address that is gone")
        verbose_name_plural = _("addresses that are gone")

    def __str__(self) -> str:
        return self.digest
