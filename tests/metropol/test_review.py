"""Where staff see what a draft changes."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from metropol.models import HomePage, TranslatedPage
from news.models import NewsPage
from tests.admin_forms import news_form
from tests.factories import StandardPageFactory, UserFactory, every_block, page_of, page_types

pytestmark = pytest.mark.django_db
SCRIPT = {"x-requested-with": "XMLHttpRequest"}


def changes_url(page: TranslatedPage) -> str:
    return reverse("page_changes", args=[page.pk])


@pytest.fixture
def draft(news: NewsPage) -> NewsPage:
    news.lead_de, news.lead_en = "Vorspann mit <b>Neuem</b>", "Lead with news"
    news.save_revision()
    return news


def test_page_shows_both_languages_word_by_word(chief: Client, draft: NewsPage) -> None:
    content = chief.get(changes_url(draft)).content.decode()
    assert 'lang="de">Vorspann<ins>' in content
    assert "&lt;b&gt;Neuem&lt;/b&gt;" in content
    assert 'lang="en">Lead<ins>' in content
    compare = ["live", draft.latest_revision_id]
    assert reverse("wagtailadmin_pages:revisions_compare", args=[draft.pk, *compare]) in content


def test_wagtails_comparison_names_fields_of_both_languages(chief: Client, draft: NewsPage) -> None:
    url = reverse(
        "wagtailadmin_pages:revisions_compare", args=[draft.pk, "live", draft.latest_revision_id]
    )
    content = chief.get(url).content.decode()
    for label in (
        ("Vorspann (Deutsch)", "Vorspann (Englisch)"),
        ("Lead (German)", "Lead (English)"),
    ):
        if label[0] in content:
            assert label[1] in content
            break
    else:
        pytest.fail("No label of a translated field")


def test_panel_gets_the_list_alone(chief: Client, draft: NewsPage) -> None:
    content = chief.get(changes_url(draft), headers=SCRIPT).content.decode()
    assert "<ins>" in content
    assert "<html" not in content
    assert changes_url(draft) in content


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model._meta.label)
def test_form_of_every_type_has_the_panels_and_both_previews(
    model: type[TranslatedPage], site: HomePage, admin_client: Client
) -> None:
    page = page_of(model, english=False)
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    parent = page.get_parent()
    limit, model.max_count_per_parent = model.max_count_per_parent, None
    try:
        add = admin_client.get(
            reverse(
                "wagtailadmin_pages:add",
                args=[model._meta.app_label, model._meta.model_name, parent.pk],
            )
        )
    finally:
        model.max_count_per_parent = limit
    for response in (edit, add):
        assert response.status_code == 200
        content = response.content.decode()
        for name in ("share", "changes", "preview"):
            assert f'data-side-panel="{name}"' in content
            assert f'data-side-panel-toggle="{name}"' in content
        assert '<option value="de" selected>Deutsch</option>' in content
        assert '<option value="en">English</option>' in content
        assert "share-preview.js" in content
        assert "changes.js" in content
    assert changes_url(page) in edit.content.decode()


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model._meta.label)
def test_english_preview_of_a_page_without_english_is_what_visitors_see(
    model: type[TranslatedPage], site: HomePage, admin_client: Client
) -> None:
    page = page_of(model, english=False, text="Deutsche Worte")
    page.title_en = ""
    page.save_revision()
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    content = admin_client.get(url, {"mode": "en"}).content.decode()
    assert '<h1 lang="de">Deutsche Worte</h1>' in content
    assert "not available in English" in content


def test_page_that_was_never_online_says_so(chief: Client) -> None:
    page = StandardPageFactory(live=False)
    page.save_revision()
    content = chief.get(changes_url(page)).content.decode()
    assert "<ins>" not in content
    assert "nicht online" in content or "not online" in content


def test_page_without_changes_says_so(chief: Client, news: NewsPage) -> None:
    content = chief.get(changes_url(news)).content.decode()
    assert "keine unveröffentlichten" in content or "no unpublished" in content


def test_whoever_may_not_edit_sees_nothing(client: Client, draft: NewsPage) -> None:
    assert client.get(changes_url(draft)).status_code == 302
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(changes_url(draft), headers=SCRIPT)
    assert response.status_code in (302, 403)
    assert b"Neuem" not in response.content


def test_number_of_queries_does_not_grow_with_the_changes(chief: Client, news: NewsPage) -> None:
    def count(items: int) -> int:
        news.body_de = [*every_block("Text")] * items
        news.save_revision()
        chief.get(changes_url(news), headers=SCRIPT)
        with CaptureQueriesContext(connection) as queries:
            chief.get(changes_url(news), headers=SCRIPT)
        return len(queries)

    assert count(1) == count(9)


@pytest.mark.parametrize("view", ["workflow_action", "collect_workflow_action_data"])
def test_reviewer_decides_with_the_changes_in_view(
    editor: Client, chief: Client, news: NewsPage, view: str
) -> None:
    data = news_form(slug=news.slug, slug_en=news.slug_en) | {"action-submit": "1"}
    assert editor.post(reverse("wagtailadmin_pages:edit", args=[news.pk]), data).status_code == 302
    state = NewsPage.objects.get(pk=news.pk).current_workflow_task_state
    url = reverse(f"wagtailadmin_pages:{view}", args=[news.pk, "reject", state.pk])
    html = chief.get(url).json()["html"]
    assert "<ins>" in html
    assert 'lang="en"' in html
    assert 'name="comment"' in html
    answer = chief.post(url, {"comment": "Bitte kürzer"})
    assert answer.status_code in (200, 302)


def test_draft_saved_while_typing_renews_only_wagtails_panels(
    chief: Client, news: NewsPage
) -> None:
    data = news_form(slug=news.slug, slug_en=news.slug_en)
    url = reverse("wagtailadmin_pages:edit", args=[news.pk])
    answer = chief.post(url, data, headers={"accept": "application/json"})
    assert answer.json()["success"]
    assert "share-panel" not in answer.json()["html"]
