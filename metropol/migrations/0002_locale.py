"""Wagtail's locale of each page, filled in for the pages that Wagtail itself has made."""

from django.db import migrations
from wagtail.models import (
    BootstrapLocaleField,
    BootstrapTranslatableModel,
    BootstrapTranslationKeyField,
)


class Migration(migrations.Migration):
    dependencies = [
        ("metropol", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        BootstrapLocaleField("metropol.BasePage"),
        BootstrapTranslationKeyField("metropol.BasePage"),
        BootstrapTranslatableModel("metropol.BasePage"),
    ]
