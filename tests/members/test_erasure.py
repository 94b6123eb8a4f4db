"""A withdrawal leaves nothing of the person: no row, no file, nothing in the caches.

Each thing that a person says holds a word of its own, which is looked for in all tables.
"""

from typing import Any

import pytest
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Comment

from members import models as members
from members.submissions import moderation
from metropol.models import HomePage, PickedTestimonial
from metropol.redirects import old_path
from tests.members import moderating, submitting, walking

pytestmark = pytest.mark.usefixtures("own_database")

#: What holds which word; an umlaut beside it lets texts be encoded in each way.
WORDS = {
    "person": "Xaverkwist Ö.",
    "email": "qwuxomail@example.org",
    "typed": "Jyxverein Süd",
    "function_de": "Zäpfqwortin",
    "function_en": "Vyxhandler",
    "quote_de": "Hier kxwirkt jeder mit jedem, und das über alle Grenzen hinweg.",
    "quote_en": "Everybody kjqwuxed with everybody here, across all borders.",
    "alt_de": "Ein yjkopf für alle",
    "alt_en": "A hjqhead",
    "credit": "Fotohaus Wqxbild",
    "message": "Ein wjyhinweis",
    "remark": "Was heißt xqyrand?",
    "changed": "Hier zwjging jeder mit jedem, und das über alle Grenzen hinweg.",
    "dropped": "Hier vjxblieb jeder mit jedem, und das über alle Grenzen hinweg.",
    "old": "/alt/xaverkwist-öst",
    "title": "Bild von Kwjxname",
}
MARKS = {
    "person": "xaverkwist",
    "email": "qwuxomail",
    "typed": "jyxverein",
    "function_de": "pfqwort",
    "function_en": "vyxhandler",
    "quote_de": "kxwirkt",
    "quote_en": "kjqwux",
    "alt_de": "yjkopf",
    "alt_en": "hjqhead",
    "credit": "wqxbild",
    "message": "wjyhinweis",
    "remark": "xqyrand",
    "changed": "zwjging",
    "dropped": "vjxblieb",
    "title": "kwjxname",
}
ORGANISATION = "Bqxwerk"


@pytest.fixture(autouse=True)
def no_sizes_cached() -> None:
    """Know no sizes of pictures of other tests, which may have had the same keys."""
    caches["renditions"].clear()


def test_withdrawal_leaves_nothing_of_the_person_but_the_proof() -> None:
    before = walking.files()
    chief, english = walking.admin("de"), walking.admin("en")
    submission = _submitted(chief)
    page = _published(chief, submission)
    addresses = _visited(page)
    addresses |= _moved(chief, english, page)
    _changed_and_kept(chief, submission)
    own = _reminded(submission)
    walking.save_page(english, walking.page_of(submission), "publish")
    page = walking.page_of(submission)
    _visited(page)
    _rename_image(chief, page)
    missing = {name for name, mark in MARKS.items() if not walking.places_of(mark)}
    assert not missing, "the words must have been somewhere"

    sent = len(mail.outbox)
    assert walking.withdraw(own).status_code == 200

    left = {name: where for name, mark in MARKS.items() if (where := walking.places_of(mark))}
    assert not left
    assert {place.partition(".")[0] for place in walking.places_of(ORGANISATION)} <= {
        "members_member",
        "metropol_searchentry",
        "metropol_searchentry_fts",
        "metropol_searchentry_fts_data",
        "metropol_searchword",
        "wagtailsearch_indexentry",
        "wagtailsearch_indexentry_fts",
        "wagtailsearch_indexentry_fts_content",
        "wagtailsearch_indexentry_fts_data",
    }
    assert walking.files() == before
    assert not get_image_model().objects.exists()
    assert [message.to for message in mail.outbox[sent:]] == [[WORDS["email"]]]
    answers = {address: Client().get(address).status_code for address in addresses}
    assert set(answers.values()) == {410}, answers
    submission.refresh_from_db()
    assert submission.state == "withdrawn"
    assert submission.consents.count() == 2
    for consent in submission.consents.all():
        assert consent.given_at <= consent.confirmed_at <= consent.withdrawn_at
    assert submission.changes.filter(after="withdrawn").count() == 1


def test_words_of_a_page_that_staff_deleted_go_with_the_withdrawal() -> None:
    chief = walking.admin()
    submission = _submitted(chief)
    page = _published(chief, submission)
    alias = page.create_alias(update_slug="xaverkwist-2")
    _redirect(chief, page, "/alt/xaverkwist")
    for each in (alias, page):
        url = reverse("wagtailadmin_pages:delete", args=[each.pk])
        assert chief.post(url).status_code == 302
    submission.refresh_from_db()
    assert (submission.state, submission.page) == ("in_review", None)
    assert walking.places_of(MARKS["person"])
    assert not get_image_model().objects.exists()
    walking.withdraw(_reminded(submission))
    left = {name: where for name, mark in MARKS.items() if (where := walking.places_of(mark))}
    assert not left


def _submitted(chief: Client) -> members.Submission:
    """Invite, submit with a portrait, edit, ask, and let the person approve."""
    chief.post(
        reverse("submissions:invite"),
        {"email": WORDS["email"], "person": WORDS["person"], "language": "de"},
    )
    invitation = submitting.token_of(submitting.last_link())
    form = walking.with_portrait(
        person=WORDS["person"],
        email=WORDS["email"],
        organisation=WORDS["typed"],
        function=WORDS["function_de"],
        quote_de=WORDS["quote_de"],
        alt=WORDS["alt_de"],
        credit=WORDS["credit"],
        invitation=invitation,
    )
    submission, _link = submitting.submitted(**form)
    detail = reverse("submissions:detail", args=[submission.pk])
    values = chief.get(detail).context["form"].initial
    edited = {name: values[name] for name in values if values[name] is not None} | {
        "organisation": ORGANISATION,
        "new_member": "on",
        "function_en": WORDS["function_en"],
        "quote_en": WORDS["quote_en"],
        "alt_en": WORDS["alt_en"],
        "action": "edit",
    }
    assert chief.post(detail, edited).status_code == 302
    base = {"base": "2"}
    chief.post(detail, base | {"action": "decline", "reason": WORDS["message"]})
    chief.post(detail, base | {"action": "take"})
    chief.post(detail, base | {"action": "send", "message": WORDS["message"]})
    assert submitting.press(submitting.last_link(), action="approve", base="2").status_code == 302
    submission.refresh_from_db()
    assert submission.state == "approved"
    return submission


def _published(chief: Client, submission: members.Submission) -> members.TestimonialPage:
    """Preview and comment on the draft, then let it go live by its workflow."""
    page = walking.page_of(submission)
    form = walking.page_form(chief, page)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    search = {"search_description": WORDS["remark"]}
    assert chief.post(preview, form | search).json()["is_valid"]
    for mode in ("de", "en"):
        assert MARKS["person"] in chief.get(f"{preview}?mode={mode}").content.decode().lower()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert chief.post(edit, form | search).status_code == 302
    remark = Comment(page=page, user=chief.user, text=WORDS["remark"], contentpath="slug")
    remark.save()
    remark.replies.create(user=chief.user, text=WORDS["remark"])
    page = walking.page_of(submission)
    task = page.current_workflow_state.current_task_state
    action = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    assert chief.post(action, {"comment": WORDS["message"]}).status_code == 302
    page = walking.page_of(submission)
    assert (page.live, page.english_live) == (True, True)
    return page


def _visited(page: members.TestimonialPage) -> set[str]:
    """Look at the page, the list and the front page in both languages; return its addresses."""
    home = HomePage.objects.get()
    PickedTestimonial.objects.get_or_create(page=home, testimonial=page)
    home.save_revision().publish()
    addresses = set()
    for code, path, slug in (
        ("de", "mitglieder/stimmen", page.slug),
        ("en", "members/testimonials", page.slug_en),
    ):
        listing = page.get_parent()
        path = (listing.url_path if code == "de" else listing.specific.url_path_en).split("/", 2)[2]
        for address in (f"/{code}/{path}{slug}/", f"/{code}/{path}", f"/{code}/"):
            html = Client().get(address).content.decode()
            assert MARKS["person"] in html.lower(), address
            assert "<picture" in html
        addresses.add(f"/{code}/{path}{slug}/")
    assert page.portrait.renditions.exists()
    return addresses


def _moved(chief: Client, english: Client, page: members.TestimonialPage) -> set[str]:
    """Give the page other addresses, an alias, and redirects; return the addresses."""
    walking.save_page(chief, page, "publish", slug="xaverkwist-neu", seo_title=WORDS["person"])
    walking.save_page(english, page, "publish", slug_en="xaverkwist-new")
    page.refresh_from_db()
    alias = page.create_alias(update_slug="xaverkwist-spiegel")
    _redirect(chief, page, WORDS["old"])
    _redirect(english, page, "/en/old/xaverkwist")
    # To an address instead of a page, and over another redirect.
    _redirect(chief, None, "/kurz/xaverkwist", link=page.get_full_url())
    _redirect(chief, None, "/noch-kuerzer/xaverkwist", link="http://localhost/kurz/xaverkwist/")
    kept = Redirect.objects.get(old_path="/alt/xaverkwist-öst")
    url = reverse("wagtailredirects:edit", args=[kept.pk])
    changed = {"old_path": WORDS["old"], "redirect_page": page.pk, "is_permanent": "on", "site": ""}
    assert chief.post(url, changed).status_code == 302
    _rename_image(chief, page)
    assert walking.places_of(MARKS["title"])
    paths = {"/alt/xaverkwist-öst", "/en/old/xaverkwist/", "/kurz/xaverkwist"}
    return {
        *paths,
        "/noch-kuerzer/xaverkwist",
        f"{alias.get_parent().get_url()}xaverkwist-spiegel/",
        *_visited(page),
    }


def _rename_image(chief: Client, page: members.TestimonialPage) -> None:
    url = reverse("wagtailimages:edit", args=[page.portrait_id])
    form = chief.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields if name != "file"}
    assert chief.post(url, data | {"title": WORDS["title"]}).status_code == 302


def _redirect(client: Client, page: Any, path: str, link: str = "") -> None:
    url = reverse("wagtailredirects:add")
    data = {
        "old_path": path,
        "site": "",
        "is_permanent": "on",
        "redirect_page": page.pk if page else "",
        "redirect_link": link,
    }
    assert client.post(url, data).status_code == 302
    assert Redirect.objects.filter(old_path=old_path(path)).exists() or "ö" in path


def _changed_and_kept(chief: Client, submission: members.Submission) -> None:
    """Let the person change words and portrait, publish that, and keep it against another."""
    own = _reminded(submission)
    text = submission.text
    names = ("person", "function_de", "function_en", "quote_en")
    data = {name: getattr(text, name) for name in names} | {"alt": text.alt_de}
    changed = data | {"base": text.number, "quote_de": WORDS["changed"]}
    changed |= {"portrait": walking.picture("#aa3311"), "action": "change"}
    response = submitting.press(own, **changed)
    assert response.status_code == 302, response.context["form"].errors
    first = walking.page_of(submission).portrait
    detail = reverse("submissions:detail", args=[submission.pk])
    assert chief.post(detail, {"action": "accept", "base": text.number + 1}).status_code == 302
    walking.save_page(chief, walking.page_of(submission), "publish")
    assert walking.page_of(submission).portrait != first
    changed = data | {"base": text.number + 1, "quote_de": WORDS["dropped"], "action": "change"}
    assert submitting.press(own, **changed).status_code == 302
    assert chief.post(detail, {"action": "keep"}).status_code == 302
    submission.refresh_from_db()
    assert submission.state == "published"
    url = reverse("wagtailadmin_pages:unpublish", args=[submission.page_id])
    assert chief.post(url).status_code == 302
    submission.refresh_from_db()
    assert submission.state == "approved"
    moderation.take(submission, chief.user)
    moderation.decline(submission, chief.user, WORDS["message"])
    moderation.take(submission, chief.user)
    moderating.accept(submission, chief.user)


def _reminded(submission: members.Submission) -> str:
    """Ask for a new link to a submission, and return it."""
    path = submitting.FORM["de"].removesuffix("/") + "/link/"
    assert Client().post(path, {"email": WORDS["email"]}).status_code == 200
    submission.refresh_from_db()
    return submitting.last_link()
