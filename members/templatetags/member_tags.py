"""Testimonials for the templates of other apps."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import template
from django.db.models import Count, Exists, OuterRef, Value, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from clusters.models import ClusterPage
from members.models import (
    Member,
    MemberIndexPage,
    State,
    Submission,
    TestimonialPage,
)
from members.submissions.addresses import SUBPATHS, full_address
from metropol.languages import CODES, LocalizedValue, current_language, localized
from metropol.models import HomePage
from metropol.picks import picked_or_first

register = template.Library()


@register.simple_tag(takes_context=True)
def home_testimonials(context: dict[str, Any], home: HomePage) -> list[TestimonialPage]:
    """Return the testimonials that staff picked, else one a day, the same for everybody.

    Nothing random: a page that is the same for all can be cached. Each has its turn.
    """
    pages = TestimonialPage.objects.listed(current_language()).select_related("member", "portrait")
    place = Window(RowNumber(), order_by="pk") + Value(timezone.localdate().toordinal())
    turn = pages.annotate(turn=place % Window(Count("pk"))).order_by("turn")
    return picked_or_first(context["request"], home, "picked_testimonials", turn, 1)


@register.simple_tag
def cluster_members(cluster: ClusterPage, number: int) -> list[Member]:
    """Return the first ``number`` members of a cluster."""
    return list(Member.objects.filter(clusters=cluster.pk)[:number])


@register.simple_tag
def cluster_testimonials(cluster: ClusterPage, number: int) -> list[TestimonialPage]:
    """Return the newest ``number`` testimonials about a cluster in the active language."""
    pages = TestimonialPage.objects.listed(current_language()).filter(clusters=cluster.pk)
    return list(pages.select_related("member", "portrait")[:number])


class Way(NamedTuple):
    """A filter of the list of testimonials: whose or which they are, and its query."""

    name: LocalizedValue
    query: str


@register.simple_tag
def testimonials_beside(page: TestimonialPage) -> list[Way]:
    """Return the filters by member and clusters of a testimonial that show others too."""
    code = current_language()
    others = TestimonialPage.objects.listed(code).exclude(pk=page.pk)
    found = []
    if page.member and others.filter(member=page.member_id).exists():
        name = LocalizedValue(page.member.name, code, is_fallback=False)
        found.append(Way(name, urlencode({"member": page.member.slug})))
    clusters = ClusterPage.objects.listed(code).filter(testimonials=page.pk)
    about = others.filter(clusters=OuterRef("pk"))
    found += [
        Way(localized(cluster, "title"), urlencode({"cluster": localized(cluster, "slug").value}))
        for cluster in clusters.filter(Exists(about))
    ]
    return found


@register.simple_tag(takes_context=True)
def form_address(context: dict[str, Any], page: MemberIndexPage | None, name: str) -> str:
    """Return the path of a page of the testimonial form (members.submissions.addresses)."""
    if page is None:
        return ""
    return f"{page.get_url(context['request'])}{SUBPATHS[name][current_language()]}"


@register.simple_tag
def form_alternates(page: MemberIndexPage) -> SafeString:
    """Return the canonical and alternate links of the form."""
    here = current_language()
    links = [("canonical", "", full_address("form", here))]
    if page.english_live:
        links += [("alternate", code, full_address("form", code)) for code in CODES]
        links.append(("alternate", "x-default", full_address("form", CODES[0])))
    return format_html_join(
        "\n",
        '<link rel="{}"{} href="{}">',
        ((rel, _hreflang(code), address) for rel, code, address in links),
    )


def _hreflang(code: str) -> SafeString | str:
    return format_html(' hreflang="{}"', code) if code else ""


@register.simple_tag
def state_words(submission: Submission) -> str:
    """Return where a submission stands, in words for the person."""
    page = submission.page
    if submission.state == State.APPROVED and page and page.first_published_at and not page.live:
        return _("The text is approved. At the moment it is not online.")
    return {
        State.UNVERIFIED: _("Your mail address is not confirmed yet."),
        State.SUBMITTED: _("We have received it. Our staff will look at it."),
        State.IN_REVIEW: _("Our staff are looking at it."),
        State.CHANGES_SENT: _("We have changed something and ask for your approval."),
        State.APPROVED: _("The text is approved and will be published soon."),
        State.PUBLISHED: _("It is online."),
        State.DECLINED: _("We have decided not to publish it."),
        State.EXPIRED: _("We had a question and got no answer, so it was not published."),
        State.WITHDRAWN: _("It is withdrawn."),
    }[State(submission.state)]


@register.simple_tag
def done_words(code: str) -> str:
    """Return what has just been done, in words for the person."""
    return {
        "approved": _("Thank you. You have approved the text."),
        "changed": _("Thank you. Your change is with our staff."),
        "renewed": _("Thank you. We have noted that it is still right."),
        "consent": _("This consent has ended."),
    }.get(code, "")
