"""People of the staff at a browser."""

from django.contrib.auth.models import Group
from playwright.sync_api import Page

from metropol.models import User
from tests import factories

PASSWORD = "ein-langes-Geheimnis"


def log_in(page: Page, group: str) -> None:
    """Log in as somebody of ``group``, through the form; nobody else is any longer."""
    page.context.clear_cookies()
    user = User.objects.filter(username=group.lower()).first()
    if user is None:
        user = factories.UserFactory(username=group.lower(), password=PASSWORD)
        user.groups.add(Group.objects.get(name=group))
    page.goto("/admin/login/")
    page.locator("[name=username]").fill(user.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/admin/")


def choose_action(page: Page, name: str) -> None:
    """Choose an action in the menu at the foot of the page form."""
    page.locator("footer .w-dropdown-button button.w-dropdown__toggle").click()
    page.locator(f"button[name={name}]:not([value=minor])").click()
