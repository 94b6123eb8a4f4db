"""Addresses of a site that has pages and a search with a word of its own in each language."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.urls.resolvers import LocalePrefixPattern
from django.utils.functional import lazystr
from django.utils.translation import get_language
from wagtail import urls as wagtail_urls

from metropol.urls import handler404 as handler404
from metropol.urls import urlpatterns as portal


def search(request: HttpRequest) -> HttpResponse:
    """Answer with the frame that all pages share."""
    return render(request, "403.html")


class Word:
    """``suche/`` or ``search/``."""

    def __str__(self) -> str:
        return "suche/" if get_language() == "de" else "search/"


#: What has no language in its address: admin, sitemap and so on.
rest = [each for each in portal if not isinstance(each.pattern, LocalePrefixPattern)]
urlpatterns = [
    *rest,
    *i18n_patterns(
        path(lazystr(Word()), search, name="search"),
        path("", include(wagtail_urls)),
    ),
]
