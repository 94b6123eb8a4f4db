"""Search as a visitor does, and read what is found."""

from collections.abc import Callable

from django.test import Client

from tests.site.html import Document

PATHS = {"de": "/de/suche/", "en": "/en/search/"}


class Searcher:
    """Searches, and returns the page; the index is brought up to date before the first time."""

    def __init__(self, client: Client, rebuild: Callable[[], None]) -> None:
        self.client, self._rebuild, self._is_built = client, rebuild, False

    def page(self, q: str = "", language: str = "de", **parameters: object) -> Document:
        """Return the page of results."""
        if not self._is_built:
            self._rebuild()
            self._is_built = True
        response = self.client.get(PATHS[language], {"q": q} | parameters)
        assert response.status_code == 200
        return Document(response)

    def __call__(self, q: str, language: str = "de", **parameters: object) -> list[str]:
        """Return the titles of the results."""
        return titles(self.page(q, language, **parameters))


def titles(page: Document) -> list[str]:
    """Return the titles of the results on a page."""
    return [link.text.strip() for link in results(page)]


def results(page: Document) -> list:
    """Return the links of the results on a page."""
    found, is_in = [], False
    for element in page.elements:
        if element.name == "article":
            is_in = True
        if element.name == "a" and is_in:
            found.append(element)
            is_in = False
    return found


def suggested(page: Document) -> list[str]:
    """Return what may have been meant."""
    return [
        each.text.split(":", 1)[1].strip()
        for each in page.all("p", **{"class": "search-suggestion"})
    ]
