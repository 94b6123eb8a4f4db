"""Tags of the head of a page: what machines read there."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString

from metropol.languages import localized
from metropol.machine import graph
from metropol.machine.head import Head, full_url, head_of, root_url
from metropol.machine.pictures import ShareImage, share_image
from metropol.models import BasePage
from metropol.templatetags import metropol_tags

register = template.Library()


@register.simple_tag(takes_context=True)
def machine_head(context: dict[str, Any], listing: Any = None) -> Head:
    """Return what the head says of the page's addresses; ``listing`` is the paged list it shows."""
    request: HttpRequest = context["request"]
    return head_of(
        request,
        context["page"],
        getattr(listing, "number", 1),
        context.get("subpaths"),
        is_filtered=bool(context.get("filters")),
    )


@register.simple_tag(takes_context=True)
def picture_to_share(context: dict[str, Any], head: Head) -> ShareImage | None:
    """Return the picture that other sites show beside a link to the page."""
    request, page = context["request"], context["page"]
    settings = metropol_tags.site_settings(context)
    surroundings = metropol_tags.frame(context)
    return share_image(page, surroundings, settings, root_url(request, page), head.language)


@register.simple_tag(takes_context=True)
def structured_data(
    context: dict[str, Any], head: Head, picture: ShareImage | None
) -> SafeString | str:
    """Return the page's structured data; nothing for what search engines do not list."""
    request, page = context["request"], context["page"]
    if not head.is_indexed or getattr(request, "is_preview", False):
        return ""
    surroundings, brand = metropol_tags.frame(context), metropol_tags.site_name(context).value
    settings, root = metropol_tags.site_settings(context), root_url(request, page)
    if surroundings.home is not None and page.pk == surroundings.home.pk:
        links = metropol_tags.social_links(context)
        return graph.script(
            [
                graph.organisation(settings, links, root, brand, head.language),
                graph.website(root, brand, head.language),
            ]
        )
    nodes = [graph.breadcrumb(_steps(context, surroundings.lineage, head))]
    publisher = graph.publisher(settings, root, brand, head.language)
    if own := page.structured_data(head.language, publisher):
        image = picture.url if picture and getattr(page, "image", None) else None
        website = metropol_tags.web_address(own.get("url"))
        about = {"url": website, "mainEntityOfPage": head.url, "image": image}
        nodes.insert(0, graph.whole(own | about))
    return graph.script(nodes)


def _steps(context: dict[str, Any], lineage: list[BasePage], head: Head) -> list[tuple[str, str]]:
    """Return name and full URL of each step to the page, or to what lies below it (``crumb``)."""
    steps = [
        (str(localized(page, "title").value), full_url(context["request"], page, head.language))
        for page in lineage
    ]
    crumb = context.get("crumb")
    return [*steps, (str(crumb), head.url)] if crumb else steps
