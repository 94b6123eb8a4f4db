"""Where a withdrawn testimonial was, the portal answers 410 for good, and says so in its frame."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from members import models as members
from members.submissions.erasure import withdraw
from metropol.gone import is_gone, mark_gone
from metropol.models import GoneAddress, RedirectLanguage, User
from tests import factories
from tests.members import moderating, submitting, walking
from tests.site.html import Document

pytestmark = pytest.mark.django_db
NAME = "Mara Lindner"
BOTH = {"person": NAME, "quote_en": submitting.QUOTE_EN}


@pytest.fixture
def chief() -> User:
    return submitting.chief()


def addresses(page: members.TestimonialPage) -> dict[str, str]:
    """Return the address of a page in each language."""
    listing = page.get_parent().specific
    return {
        "de": f"/de/{listing.url_path.split('/', 2)[2]}{page.slug}/",
        "en": f"/en/{listing.url_path_en.split('/', 2)[2]}{page.slug_en}/",
    }


def test_withdrawn_page_is_gone_in_both_languages_in_the_frame_of_the_site(chief: User) -> None:
    submission = walking.published(chief, **BOTH)
    found = addresses(walking.page_of(submission))
    for code, address in found.items():
        response = Client().get(address)
        assert (response.status_code, response["Content-Language"]) == (200, code)
    withdraw(submission)
    for code, address in found.items():
        response = Client().get(address, headers={"accept-language": "fr"})
        assert (response.status_code, response["Content-Language"]) == (410, code)
        document = Document(response)
        assert document.one("html")["lang"] == code
        assert document.one("meta", name="robots")["content"] == "noindex"
        assert document.one("h1").text.strip() == {
            "de": "Diese Seite gibt es nicht mehr",
            "en": "This page is gone",
        }.get(code)
        assert document.all("a", href=f"/{code}/")
        document.one("footer")
        assert NAME not in response.content.decode()
        assert "lindner" not in response.content.decode().lower()


def test_gone_address_is_gone_however_it_is_asked_for(chief: User) -> None:
    submission = walking.published(chief, **BOTH)
    address = addresses(walking.page_of(submission))["de"]
    withdraw(submission)
    assert Client().get(f"{address}?utm_source=brief&b=1").status_code == 410
    assert Client().get(address.removesuffix("/")).status_code == 410
    assert Client().head(address).status_code == 410
    assert not Client().head(address).content
    assert Client().get(f"{address}weiter/").status_code == 404
    assert Client().get(address.replace("/de/", "/en/")).status_code == 404


def test_language_that_was_never_online_is_gone_too(chief: User) -> None:
    submission = walking.published(chief)
    page = walking.page_of(submission)
    assert not page.english_live
    english = f"{page.get_parent().specific.url_path_en.split('/', 2)[2]}{page.slug}/"
    withdraw(submission)
    assert Client().get(f"/en/{english}").status_code == 410


def test_draft_that_was_never_public_leaves_no_gone_address(chief: User) -> None:
    submission = walking.accepted(chief)
    address = walking.page_of(submission).get_url()
    assert Client().get(address).status_code == 404
    withdraw(submission)
    assert Client().get(address).status_code == 404
    assert not GoneAddress.objects.exists()


def test_page_that_was_taken_offline_is_gone_after_the_withdrawal(chief: User) -> None:
    submission = walking.published(chief)
    page = walking.page_of(submission)
    page.unpublish(user=chief)
    assert Client().get(page.get_url()).status_code == 404
    withdraw(submission)
    assert Client().get(page.get_url()).status_code == 410


def test_page_that_staff_deleted_is_gone(chief: User) -> None:
    submission = walking.published(chief)
    address = walking.page_of(submission).get_url()
    admin = submitting.staff_client(chief)
    url = reverse("wagtailadmin_pages:delete", args=[submission.page_id])
    assert admin.post(url).status_code == 302
    assert Client().get(address).status_code == 410
    submission.refresh_from_db()
    moderating.accept(submission, chief)
    moderating.publish(submission, chief)
    assert Client().get(address).status_code == 200, "a page prevails over what was there"
    withdraw(submission)
    assert Client().get(address).status_code == 410


def test_other_person_of_the_same_name_is_published_at_the_same_address(chief: User) -> None:
    first = walking.published(chief, **BOTH)
    member, found = first.member, addresses(walking.page_of(first))
    withdraw(first)
    words = {"quote_de": "Wer hier etwas anfängt, findet schnell andere, die mitmachen."}
    changes = BOTH | words | {"quote_en": "Whoever starts something here soon finds others."}
    second = walking.published(chief, member=member.pk, email="neu@werkhof.example", **changes)
    assert addresses(walking.page_of(second)) == found
    for address in found.values():
        response = Client().get(address)
        assert response.status_code == 200
        assert changes["quote_de"] in response.content.decode() or "/en/" in address
        assert submitting.QUOTE_EN not in response.content.decode()
    withdraw(second)
    assert [Client().get(address).status_code for address in found.values()] == [410, 410]


def test_addresses_that_the_page_had_before_are_gone_without_a_redirect(chief: User) -> None:
    submission = walking.published(chief, **BOTH)
    page = walking.page_of(submission)
    found = set(addresses(page).values())
    for name in ("zweite", "dritte"):
        page = walking.page_of(submission)
        page.slug, page.slug_en = f"mara-{name}", f"mara-{name}-en"
        page.save_revision().publish()
        found |= set(addresses(page).values())
    assert Redirect.objects.filter(redirect_page=page).count() == 4
    assert len(found) == 6
    withdraw(submission)
    assert not Redirect.objects.exists()
    assert [Client().get(address).status_code for address in found] == [410] * 6
    assert not walking.places_of("mara-zweite")


REDIRECTED = {
    "/aktuell/mara.html": "/aktuell/mara.html",
    "/aktuell/mära": "/aktuell/m%C3%A4ra",
    "/en/old/mara": "/en/old/mara/",
    "/index.php?id=7&l=0": "/index.php?l=0&id=7",
}


@pytest.mark.parametrize(("path", "asked"), REDIRECTED.items())
def test_address_that_was_redirected_to_the_page_is_gone(
    chief: User, path: str, asked: str
) -> None:
    submission = walking.published(chief, **BOTH)
    page = walking.page_of(submission)
    redirect = Redirect(old_path=Redirect.normalise_path(path), redirect_page=page)
    redirect.save()
    if "/en/" not in path:
        RedirectLanguage.objects.create(redirect=redirect, code="en")
    assert Client().get(asked).status_code == 301
    withdraw(submission)
    response = Client().get(asked)
    assert response.status_code == 410
    assert Document(response).one("html")["lang"] == ("en" if "/en/" in path else "de")
    assert not Redirect.objects.exists()
    assert not RedirectLanguage.objects.exists()


def test_redirects_of_other_pages_stay(chief: User) -> None:
    submission = walking.published(chief)
    other = factories.StandardPageFactory(title="Bleibt")
    old = "/index.php?id=7"
    Redirect.objects.create(old_path=old, redirect_page=walking.page_of(submission))
    Redirect.objects.create(old_path="/index.php?id=8", redirect_page=other)
    Redirect.objects.create(old_path="/index.php", redirect_link="http://localhost/de/")
    Redirect.objects.create(old_path="/weg", redirect_link="https://anderswo.example/a/")
    withdraw(submission)
    assert Client().get("/index.php?id=7").status_code == 410
    assert Client().get("/index.php?id=8")["Location"] == other.get_url()
    assert Client().get("/index.php?id=9").status_code == 301
    assert Client().get("/weg")["Location"] == "https://anderswo.example/a/"
    assert Redirect.objects.count() == 3


def test_redirects_in_a_circle_stop_nobody(chief: User) -> None:
    submission = walking.published(chief)
    page = walking.page_of(submission)
    for old, link in (("/a", "/b"), ("/b", "/a"), ("/c", page.get_url()), ("/d", "/c/")):
        Redirect.objects.create(old_path=old, redirect_link=f"http://localhost{link}")
    withdraw(submission)
    assert [Client().get(path).status_code for path in ("/c", "/d")] == [410, 410]
    assert set(Redirect.objects.values_list("old_path", flat=True)) == {"/a", "/b"}


def test_gone_address_is_stored_as_a_digest_and_never_twice() -> None:
    for _ in range(2):
        mark_gone(["/de/stimmen/mara/", "/de/stimmen/mara"])
    row = GoneAddress.objects.get()
    assert len(str(row)) == len(row.digest) == 64
    assert "mara" not in row.digest
    assert is_gone("/de/stimmen/mara/?a=1")
    assert not is_gone("/de/stimmen/\0mara/")
    assert Client().get("/de/stimmen/%00mara/").status_code == 404
