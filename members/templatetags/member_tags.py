"""Testimonials for the templates of other apps."""

from django import template
from django.utils import timezone

from members.models import TestimonialIndexPage, TestimonialPage
from metropol.languages import current_language
from metropol.models import HomePage

register = template.Library()


@register.simple_tag
def home_testimonials(home: HomePage) -> list[TestimonialPage]:
    """Return the testimonials that staff picked, else one a day, the same for everybody.

    Nothing random: a page that is the same for all can be cached.
    """
    pages = TestimonialPage.objects.in_language(current_language()).select_related(
        "member", "portrait"
    )
    picked = [pick.testimonial_id for pick in home.picked_testimonials.all()]
    if picked:
        found = pages.in_bulk(picked)
        return [found[key] for key in picked if key in found]
    keys = list(pages.order_by("pk").values_list("pk", flat=True))
    if not keys:
        return []
    return list(pages.filter(pk=keys[timezone.localdate().toordinal() % len(keys)]))


@register.simple_tag
def testimonial_index() -> TestimonialIndexPage | None:
    """Return the page that lists all testimonials."""
    return TestimonialIndexPage.objects.live().first()
