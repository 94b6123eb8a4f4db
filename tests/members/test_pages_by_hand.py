"""Testimonials that staff make themselves are edited and published as ever."""

import pytest
from django.test import Client

from members import models as members
from tests import factories
from tests.members import walking

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["de", "en"])
def chief(request: pytest.FixtureRequest) -> Client:
    """Chefredaktion, once with a German and once with an English admin."""
    return walking.admin(request.param)


@pytest.mark.parametrize("origin", ["recorded", "archive"])
def test_page_that_staff_made_is_edited_and_published(chief: Client, origin: str) -> None:
    page = factories.TestimonialPageFactory(title="Von Hand", consent_origin=origin)
    words = {"person": "Ada", "quote_de": "Neue Worte.", "title": "Ada", "function_de": "Chefin"}
    words |= {"search_description": "Was Ada sagt."}
    assert walking.save_page(chief, page, "publish", **words).status_code == 302
    page = members.TestimonialPage.objects.get(pk=page.pk)
    found = {name: getattr(page, name) for name in words}
    assert (found, page.consent_origin, page.live) == (words, origin, True)


def test_testimonial_whose_consent_is_withdrawn_is_not_published_by_form(chief: Client) -> None:
    page = factories.TestimonialPageFactory(title="Von Hand", live=False)
    response = walking.save_page(chief, page, "publish", consent_origin="withdrawn")
    assert response.status_code == 200
    assert "consent_origin" in response.context["form"].errors
    assert walking.save_page(chief, page, consent_origin="withdrawn").status_code == 302
    assert not members.TestimonialPage.objects.get(pk=page.pk).live
