"""What the directory of members and the list of testimonials show, each with its filters."""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from members.facets import member_facets, testimonial_facets
from members.models import Member, TestimonialPage
from metropol.filters import Filters
from metropol.languages import current_language
from metropol.paging import paginate

if TYPE_CHECKING:
    from members.models import TestimonialIndexPage

#: Members on a page of the directory.
MEMBERS_PER_PAGE = 50


def members_context(request: HttpRequest) -> dict[str, Any]:
    """Return the members that the address asks for, with ``speaks`` for those who say something.

    Raises Http404 for a filter that cannot be one.
    """
    filters = Filters(request, Member.objects.all(), member_facets())
    said = TestimonialPage.objects.listed(current_language()).filter(member=OuterRef("pk"))
    members = filters.items.select_related("category", "logo").annotate(speaks=Exists(said))
    return {
        "members": paginate(request, members, MEMBERS_PER_PAGE),
        "filters": filters,
        "other_query": filters.other_query,
    }


def testimonials_context(page: "TestimonialIndexPage", request: HttpRequest) -> dict[str, Any]:
    """Return the testimonials that the address asks for; Http404 as above."""
    pages = TestimonialPage.objects.listed(current_language(), page)
    filters = Filters(request, pages, testimonial_facets())
    return {
        "testimonials": paginate(request, filters.items.select_related("member", "portrait")),
        "filters": filters,
        "other_query": filters.other_query,
    }
