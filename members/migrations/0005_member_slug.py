"""Members get a slug for addresses of filters; those there are get one of their name."""

from typing import Any

from django.db import migrations, models

from metropol.languages import first_free, portal_slug


def give_slugs(apps: Any, schema_editor: Any) -> None:
    """Give each member the slug that it would have got when it was made, in that order."""
    model = apps.get_model("members", "Member")
    taken: set[str] = set()
    members = list(model.objects.order_by("pk").only("pk", "name"))
    for member in members:
        base = portal_slug(member.name, max_length=120) or "x"
        member.slug = first_free(base, taken.__contains__)
        taken.add(member.slug)
    model.objects.bulk_update(members, ["slug"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0004_translation_state"),
    ]

    operations = [
        migrations.AddField(
            model_name="member",
            name="slug",
            field=models.SlugField(
                default="", editable=False, max_length=128, verbose_name="slug", db_index=False
            ),
            preserve_default=False,
        ),
        migrations.RunPython(give_slugs, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="member",
            name="slug",
            field=models.SlugField(
                editable=False, max_length=128, unique=True, verbose_name="slug"
            ),
        ),
    ]
