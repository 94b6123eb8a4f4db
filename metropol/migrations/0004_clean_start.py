"""Take away what Wagtail sets up for a site of its own: page, site, groups, workflow.

``manage.py setup_site`` makes the portal's. Nothing is touched on a database in use: the
welcome page is gone there.
"""

from django.db import migrations


def clean_start(apps, schema_editor):
    """Fill the root page's new columns and remove Wagtail's welcome."""
    BasePage = apps.get_model("metropol", "BasePage")
    Group = apps.get_model("auth", "Group")
    Site = apps.get_model("wagtailcore", "Site")
    Task = apps.get_model("wagtailcore", "Task")
    Workflow = apps.get_model("wagtailcore", "Workflow")

    welcome = BasePage.objects.filter(depth=2, url_path="/home/", owner=None)
    if welcome.count() != 1 or BasePage.objects.count() != 2:
        return
    Site.objects.filter(root_page=welcome.get()).delete()
    BasePage.objects.filter(depth=1).update(numchild=0, draft_title="Root", url_path_en="/")
    welcome.delete()
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    Group.objects.filter(name__in=("Editors", "Moderators")).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("metropol", "0003_pages_images_settings"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(clean_start, migrations.RunPython.noop)]
