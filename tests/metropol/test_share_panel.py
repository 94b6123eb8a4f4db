"""How staff make and end links to a draft."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry, PageViewRestriction

from metropol.sharing import links
from news.models import NewsPage
from tests.site.html import Document

pytestmark = pytest.mark.django_db
SCRIPT = {"x-requested-with": "XMLHttpRequest"}


def share(client: Client, page: NewsPage, action: str = "make", **options: Any) -> Any:
    return client.post(reverse("share_preview", args=[page.pk]), {"action": action}, **options)


def edit_url(page: NewsPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_staff_make_links_in_both_languages_that_work(
    editor: Client, client: Client, news: NewsPage
) -> None:
    response = share(editor, news, headers=SCRIPT)
    assert response.status_code == 200
    document = Document(response)
    fields = document.all("input", type="text")
    assert len(fields) == 2
    assert [label["for"] for label in document.all("label")] == [each["id"] for each in fields]
    for field, code in zip(fields, ("de", "en"), strict=True):
        assert field["value"].startswith(f"http://testserver/{code}/")
        assert client.get(field["value"]).status_code == 200
        assert document.all("button", **{"data-share-copy": field["id"]})


def test_link_is_still_shown_when_the_form_is_opened_again(editor: Client, news: NewsPage) -> None:
    share(editor, news)
    link = links.current(news)
    assert link
    content = editor.get(edit_url(news)).content.decode()
    assert f"http://testserver{link.path('de')}" in content
    assert f"http://testserver{link.path('en')}" in content


def test_form_carries_what_protects_it(news: NewsPage, django_user_model: Any) -> None:
    user = django_user_model.objects.create_superuser("root", "r@example.org", "x")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    html = client.get(edit_url(news)).content.decode()
    panel = html.split('data-side-panel="share"')[1]
    token = panel.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    address = reverse("share_preview", args=[news.pk])
    assert client.post(address, {"action": "make"}).status_code == 403
    data = {"action": "make", "csrfmiddlewaretoken": token}
    assert client.post(address, data).status_code == 302


def test_without_a_script_it_goes_back_to_the_form(editor: Client, news: NewsPage) -> None:
    response = share(editor, news)
    assert response.status_code == 302
    assert response["Location"] == edit_url(news)


def test_ended_links_are_shown_no_more(editor: Client, client: Client, news: NewsPage) -> None:
    share(editor, news)
    link = links.current(news)
    assert link
    content = share(editor, news, "end", headers=SCRIPT).content.decode()
    assert 'type="text"' not in content
    assert links.current(news) is None
    assert client.get(link.path("en")).status_code == 410


def test_history_tells_who_made_and_ended_links(chief: Client, news: NewsPage) -> None:
    share(chief, news)
    share(chief, news, "end")
    user = chief.user  # type: ignore[attr-defined]
    entries = PageLogEntry.objects.filter(page=news.pk, user=user, action__startswith="metropol.")
    assert set(entries.values_list("action", flat=True)) == {links.MADE, links.ENDED}
    history = chief.get(reverse("wagtailadmin_pages:history", args=[news.pk])).content.decode()
    assert "Link zur Vorschau erstellt" in history or "Link to the preview made" in history


def test_translators_share_too_since_they_edit(translator: Client, news: NewsPage) -> None:
    assert share(translator, news, headers=SCRIPT).status_code == 200


def test_whoever_may_not_edit_makes_no_link(
    client: Client, news: NewsPage, django_user_model: Any
) -> None:
    assert share(client, news).status_code == 302
    user = django_user_model.objects.create_user("leser", "l@example.org", "x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    response = share(client, news, headers=SCRIPT)
    assert response.status_code in (302, 403)
    assert links.current(news) is None


def test_looking_at_the_address_makes_nothing(editor: Client, news: NewsPage) -> None:
    assert editor.get(reverse("share_preview", args=[news.pk])).status_code == 405


def test_restricted_page_is_refused_with_the_reason(editor: Client, news: NewsPage) -> None:
    PageViewRestriction.objects.create(page=news, restriction_type="login")
    response = share(editor, news, headers=SCRIPT)
    assert response.status_code == 409
    content = response.content.decode()
    assert "nicht für alle" in content or "not for everybody" in content
    assert "<form" not in content
    assert links.current(news) is None


def test_locked_page_is_shared_since_that_changes_nothing(
    editor: Client, client: Client, news: NewsPage
) -> None:
    news.locked = True
    news.save()
    assert share(editor, news, headers=SCRIPT).status_code == 200
