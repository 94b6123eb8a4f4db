"""What staff want to be found first for certain words."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.search.utils import normalise_query_string

from metropol.languages import GERMAN, LocalizedValue, localized
from metropol.models import BasePage
from metropol.routing import is_restricted
from metropol.search.queries import Query


@dataclass(frozen=True, slots=True)
class Promotion:
    """A promoted result. Its texts are German where staff wrote them for both languages."""

    address: str
    title: LocalizedValue
    description: LocalizedValue


def promotions(request: HttpRequest, query: Query) -> list[Promotion]:
    """Return what staff chose for exactly these words, of pages what everybody may read.

    Staff write one description, in German: elsewhere it is left out.
    """
    public = BasePage.objects.in_language(query.language).filter(~is_restricted())
    chosen = SearchPromotion.objects.filter(
        Q(page=None) | Q(page__in=public),
        query__query_string=normalise_query_string(query.text),
    )
    found = []
    for each in chosen.select_related("page"):
        is_german = query.language == GERMAN
        described = LocalizedValue(each.description if is_german else "", GERMAN, False)
        page: BasePage | None = each.page
        if page is None:
            title = LocalizedValue(each.external_link_text or "", GERMAN, not is_german)
            found.append(Promotion(each.external_link_url, title, described))
        else:
            address = page.get_url(request)
            found.append(Promotion(address or "", localized(page, "title"), described))
    return [each for each in found if each.address]
