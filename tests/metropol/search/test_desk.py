"""What staff do for the search: recommendations, queries without results, long words."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query as PromotedQuery
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import PageViewRestriction

from metropol.models import CompoundWord, FailedQuery
from metropol.search import failures
from metropol.search.queries import parse
from tests.factories import StandardPageFactory
from tests.metropol.search.searching import Searcher

pytestmark = pytest.mark.django_db


def promote(words: str, **fields: object) -> None:
    SearchPromotion.objects.create(query=PromotedQuery.get(words), **fields)


def recommended(search: Searcher, query: str, language: str = "de", **parameters: object) -> str:
    sections = search.page(query, language, **parameters).all(
        "section", **{"class": "search-promotions"}
    )
    return " ".join(each.text for each in sections)


def test_recommended_page_is_shown_where_it_is_online(search: Searcher) -> None:
    page = StandardPageFactory(title="Ziel")
    promote("Öffnungszeiten heute", page=page, description="Kommen Sie gern.")
    found = recommended(search, "  öffnungszeiten  HEUTE ")
    assert "Ziel" in found
    assert "Kommen Sie gern." in found
    assert not recommended(search, "Öffnungszeiten")
    assert not recommended(search, "Öffnungszeiten heute", "en")
    type(page).objects.filter(pk=page.pk).update(title_en="Target", english_live=True)
    english = recommended(search, "Öffnungszeiten heute", "en")
    assert "Target" in english
    assert "Kommen" not in english
    type(page).objects.filter(pk=page.pk).update(live=False)
    assert not recommended(search, "Öffnungszeiten heute")


def test_recommended_page_that_is_not_for_everybody_is_named_to_nobody(search: Searcher) -> None:
    page = StandardPageFactory(title="Nur für Eingeweihte")
    promote("geheim", page=page, description="Hier entlang")
    assert "Eingeweihte" in recommended(search, "geheim")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert not recommended(search, "geheim")


def test_query_with_a_recommended_result_alone_was_not_in_vain(search: Searcher) -> None:
    promote("fahrplan", external_link_url="https://bahn.example/", external_link_text="Fahrplan")
    page = search.page("Fahrplan")
    assert page.one("a", href="https://bahn.example/")
    assert not [each for each in page.all("p") if "nichts gefunden" in each.text]
    assert not FailedQuery.objects.exists()


def test_words_too_frequent_to_be_looked_for_have_their_recommendation(search: Searcher) -> None:
    promote("über uns", page=StandardPageFactory(title="Ziel"))
    assert not parse("Über uns", "de")
    assert "Ziel" in recommended(search, "Über uns")


def test_recommended_address_elsewhere_is_marked_as_german_in_english(search: Searcher) -> None:
    promote("karte", external_link_url="https://karte.example/", external_link_text="Zur Karte")
    page = search.page("Karte", "en")
    link = page.one("a", href="https://karte.example/")
    assert (link.text, link["lang"]) == ("Zur Karte", "de")


def test_query_without_results_is_noted_once_with_its_number(search: Searcher) -> None:
    for typed in ("Einhornzucht", "einhornzucht ", "EINHORNZUCHT"):
        search.page(typed)
    search.page("Einhornzucht", "en")
    search.page("Cluster")
    search.page("und")
    found = FailedQuery.objects.values_list("language", "text", "times")
    assert set(found) == {("de", "einhornzucht", 3), ("en", "einhornzucht", 1)}


@pytest.mark.parametrize(
    "typed",
    ["ada@example.org", "Ada 0345 1234567", "+49 (345) 12-34-56", "DE12 3456 7890", "wort " * 30],
)
def test_what_may_name_a_person_is_not_kept(search: Searcher, typed: str) -> None:
    search.page(typed)
    assert not FailedQuery.objects.exists()


def test_hostile_queries_do_not_fill_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures, "MOST", 5)
    for _ in range(2):
        failures.note(parse("oft gesucht", "de"))
    for number in range(20):
        failures.note(parse(f"unsinn{number}", "de"))
        failures.note(parse(f"nonsense{number}", "en"))
    for language in ("de", "en"):
        assert FailedQuery.objects.filter(language=language).count() == 5
    assert FailedQuery.objects.filter(text="oft gesucht").exists()


def test_old_queries_are_forgotten() -> None:
    for days, text in ((89, "neu"), (91, "alt")):
        when = timezone.now() - timedelta(days=days)
        FailedQuery.objects.create(language="de", text=text, last_at=when)
    assert failures.forget_old() == 1
    assert FailedQuery.objects.get().text == "neu"


def test_report_lists_queries_and_leads_to_the_form(chief: Client, editor: Client) -> None:
    FailedQuery.objects.create(language="de", text="<b>Einhorn & Co", times=7)
    FailedQuery.objects.create(language="en", text="unicorn", times=1)
    for client in (chief, editor):
        html = client.get(reverse("failed_queries_report")).content.decode()
        assert "&lt;b&gt;Einhorn &amp; Co" in html
        assert html.index("Einhorn") < html.index("unicorn")
        form = client.get(reverse("promote_query"), {"query": "<b>Einhorn & Co"})
        assert 'value="&lt;b&gt;Einhorn &amp; Co"' in form.content.decode()
    german = chief.get(reverse("failed_queries_report"), {"language": "de"}).content.decode()
    assert "unicorn" not in german
    assert chief.get(reverse("failed_queries_report"), {"export": "csv"}).status_code == 200


def test_report_is_in_the_menu_of_those_who_may_open_it(chief: Client, translator: Client) -> None:
    address = reverse("failed_queries_report")
    home = reverse("wagtailadmin_home")
    assert address in chief.get(home).content.decode()
    assert "searchpicks/reports" not in chief.get(home).content.decode()
    assert address not in translator.get(home).content.decode()
    assert translator.get(address).status_code == 302
    assert translator.get(reverse("promote_query")).status_code == 302


def test_editors_promote_results_and_edit_the_list_of_words(editor: Client) -> None:
    page = StandardPageFactory(title="Ziel")
    data = {
        "query_string": "Einhorn",
        "editors_picks-TOTAL_FORMS": "1",
        "editors_picks-INITIAL_FORMS": "0",
        "editors_picks-MIN_NUM_FORMS": "0",
        "editors_picks-MAX_NUM_FORMS": "1000",
        "editors_picks-0-page": str(page.pk),
        "editors_picks-0-description": "",
        "editors_picks-0-external_link_url": "",
        "editors_picks-0-external_link_text": "",
        "editors_picks-0-ORDER": "1",
        "editors_picks-0-DELETE": "",
    }
    assert editor.post(reverse("wagtailsearchpromotions:add"), data).status_code == 302
    assert SearchPromotion.objects.get().page_id == page.pk
    add = reverse("wagtailsnippets_metropol_compoundword:add")
    assert editor.post(add, {"word": " Rundweg ", "role": "part"}).status_code == 302
    assert CompoundWord.objects.filter(word="Rundweg").exists()
    assert editor.post(add, {"word": "zwei Wörter", "role": "part"}).status_code == 200
