"""Make the groups of staff and the workflow between them.

A group that exists is left as it is: its rights are staff's to change.
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from metropol.models import BasePage
from metropol.permissions import CHANGE_GERMAN, CORRECT_LIVE_PAGES, PUBLISH_ENGLISH

EDITORS = "Redaktion"
TRANSLATORS = "Übersetzung"
CHIEF_EDITORS = "Chefredaktion"

#: Wagtail's page permissions, by group.
PAGE_PERMISSIONS = {
    EDITORS: ("add", "change"),
    TRANSLATORS: ("change",),
    CHIEF_EDITORS: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}


def _actions(model: str, *actions: str) -> tuple[str, ...]:
    """Return the permissions for ``actions`` on ``model``: ``clusters.add_sector`` and so on."""
    app, name = model.split(".")
    return tuple(f"{app}.{action}_{name}" for action in actions)


CHOICE_LISTS = (
    "clusters.federalstate",
    "clusters.sector",
    "members.membercategory",
    "news.newssection",
)
#: What the search recommends, and how it takes words apart.
SEARCH = ("metropol.compoundword", "wagtailsearchpromotions.searchpromotion")
#: Snippets, settings, users and what else is not in the page tree, by group.
MODEL_PERMISSIONS = {
    EDITORS: (
        "wagtailadmin.access_admin",
        CHANGE_GERMAN,
        CORRECT_LIVE_PAGES,
        "members.moderate_testimonials",
        *_actions("metropol.contactmessage", "view"),
        *_actions("members.member", "add", "change"),
        *(name for model in CHOICE_LISTS for name in _actions(model, "add", "change")),
        *(name for model in SEARCH for name in _actions(model, "add", "change", "delete")),
    ),
    TRANSLATORS: (
        "wagtailadmin.access_admin",
        PUBLISH_ENGLISH,
        *_actions("metropol.sitesettings", "change"),
        *(name for model in CHOICE_LISTS for name in _actions(model, "change")),
    ),
    CHIEF_EDITORS: (
        "wagtailadmin.access_admin",
        "news.import_archive",
        "members.moderate_testimonials",
        *_actions("metropol.contactmessage", "view"),
        *_actions("members.consenttext", "change"),
        CHANGE_GERMAN,
        *_actions("metropol.sitesettings", "change"),
        *(
            name
            for model in (
                *CHOICE_LISTS,
                *SEARCH,
                "members.member",
                "metropol.user",
                "wagtailredirects.redirect",
            )
            for name in _actions(model, "add", "change", "delete")
        ),
    ),
}
#: Permissions in the collections of images and documents, by group.
COLLECTION_ACTIONS = {
    EDITORS: ("add", "change", "choose"),
    TRANSLATORS: ("choose",),
    CHIEF_EDITORS: ("add", "change", "choose"),
}


def make_staff() -> None:
    """Make the groups that are missing, and the workflow with the first of them."""
    made = [name for name in PAGE_PERMISSIONS if _make_group(name)]
    if CHIEF_EDITORS in made and not Workflow.objects.exists():
        task = GroupApprovalTask.objects.create(name=CHIEF_EDITORS)
        task.groups.add(Group.objects.get(name=CHIEF_EDITORS))
        workflow = Workflow.objects.create(name="Freigabe durch die Chefredaktion")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.create(workflow=workflow, page=BasePage.get_first_root_node())


def _make_group(name: str) -> bool:
    """Make the group ``name`` with its permissions; return False if it exists."""
    group, is_new = Group.objects.get_or_create(name=name)
    if not is_new:
        return False
    root = BasePage.get_first_root_node()
    for action in PAGE_PERMISSIONS[name]:
        GroupPagePermission.objects.create(group=group, page=root, permission_type=action)
    group.permissions.set(_permission(name) for name in MODEL_PERMISSIONS[name])
    collection = Collection.get_first_root_node()
    for model in ("wagtailimages.image", "wagtaildocs.document"):
        for permission in _actions(model, *COLLECTION_ACTIONS[name]):
            GroupCollectionPermission.objects.create(
                group=group, collection=collection, permission=_permission(permission)
            )
    return True


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)
