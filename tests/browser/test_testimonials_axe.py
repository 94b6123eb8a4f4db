"""The pages of the testimonial form with axe-core: each state in German and in English.

One language is looked at in light and wide, the other one in dark and narrow.
"""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from members import models as members
from members.submissions import moderation
from tests import factories
from tests.browser.looking import LOOKS, problems, window
from tests.members import submitting

pytestmark = [
    pytest.mark.browser,
    pytest.mark.looks,
    pytest.mark.usefixtures("db"),
]

SEND = {"de": "Senden", "en": "Send"}
#: A link that leads nowhere, and one to ask for another.
OTHERS = {
    "de": ("testimonial/gesendet/", "testimonial/link/", "testimonial/verwalten/?t=x"),
    "en": ("testimonial/sent/", "testimonial/link/", "testimonial/manage/?t=x"),
}


def links(language: str) -> list[str]:
    """Return the links to a submission to confirm, to one with changes to approve."""
    picture = submitting.picture()
    member = factories.MemberFactory()
    submission, _own = submitting.submitted(
        language, member=member.pk, organisation=None, portrait=picture, consent_portrait="on"
    )
    words = {"quote_de": f"{submitting.QUOTE} Sofort.", "quote_en": submitting.QUOTE_EN}
    user = submitting.chief()
    moderation.edit(submission, user, moderation.Edit(1, words, member=member))
    moderation.send_changes(submission, user, 2, "Passt das?")
    asked = submitting.last_link()
    submitting.send(language=language, email="neu@werkhof.example", person="Neu Neumann")
    return [submitting.last_link(), asked]


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_form_and_what_follows_have_no_accessibility_problem(
    browser: Browser, server: LiveServer, language: str, scheme: str, width: int
) -> None:
    with window(browser, server.url, scheme, width) as page:
        form = submitting.FORM[language]
        page.goto(form)
        found = problems(page, "form")
        page.get_by_role("button", name=SEND[language], exact=True).click()
        page.get_by_role("alert").wait_for()
        # The summary of errors has the focus, and its first link leads to the first field.
        assert page.evaluate("document.activeElement.id") == "errors"
        page.get_by_role("alert").get_by_role("link").first.click()
        assert page.evaluate("location.hash") == "#id_person"
        found += problems(page, "errors")
        unconfirmed, asked = links(language)
        for link in (unconfirmed, asked):
            page.goto(link)
            for summary in page.locator("summary").all():
                summary.click()
            found += problems(page, "link")
        for path in OTHERS[language]:
            page.goto(form.replace("testimonial/", path))
            found += problems(page, "other")
        submission = members.Submission.objects.get(state="changes_sent")
        submission.tokens.update(expires_at=submission.created_at)
        page.goto(asked)
        found += problems(page, "stale")
    assert not found, "\n".join(found)
