"""Fields of modeltranslation beside Wagtail: references, settings, images, edit link, mail."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from wagtail.models import ReferenceIndex, Site

from metropol.languages import localized
from metropol.models import SiteSettings, User, translated_fields
from metropol.setup.staff import EDITORS
from news.models import NewsPage
from tests.factories import PortalImageFactory

pytestmark = pytest.mark.django_db


def test_image_in_a_text_counts_once_per_language(news: NewsPage) -> None:
    image = PortalImageFactory()
    block = {"image": image, "alt": "", "decorative": False, "caption": "", "credit": ""}
    news.body_de = [("image", block)]
    news.save_revision().publish()
    paths = ReferenceIndex.get_references_to(image).values_list("model_path", flat=True)
    assert list(paths) == ["body_de.image.image"]


def test_settings_are_read_in_the_active_language() -> None:
    settings = SiteSettings.for_site(Site.objects.get())
    settings.organisation_de, settings.organisation_en = "Region e. V.", "Region Association"
    settings.save()
    assert localized(settings, "organisation").value == "Region e. V."
    with translation.override("en"):
        value = localized(settings, "organisation")
        assert (value.value, value.is_fallback) == ("Region Association", False)
        settings.organisation_en = ""
        assert localized(settings, "organisation") == ("Region e. V.", "de", True)


def test_image_needs_a_credit() -> None:
    from wagtail.images.forms import get_image_form

    from metropol.models import PortalImage

    form = get_image_form(PortalImage)({"title": "Bild"})
    assert "credit" in form.errors
    assert {"alt_de", "alt_en", "caption_de", "caption_en", "use_until"} <= set(form.fields)


def test_alternative_text_follows_the_language_and_is_never_the_title() -> None:
    image = PortalImageFactory(title="IMG_1234", alt_de="Rathaus", alt_en="Town hall")
    assert image.default_alt_text == "Rathaus"
    with translation.override("en"):
        assert image.default_alt_text == "Town hall"
    assert PortalImageFactory(title="IMG", alt_de="", alt_en="").default_alt_text == ""


def test_edit_link_is_for_staff_who_may_edit(editor: Client, news: NewsPage) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[news.pk])
    assert url in editor.get(news.url).content.decode()


def test_visitor_gets_no_edit_link_no_cookie_and_no_vary(client: Client, news: NewsPage) -> None:
    response = client.get(news.url)
    assert "/admin/" not in response.content.decode()
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_user_without_rights_gets_no_edit_link(client: Client, news: NewsPage) -> None:
    user = User.objects.create_user("gast", "gast@example.org", "secret")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert "/admin/" not in client.get(news.url).content.decode()


def test_forgotten_password_is_reset_by_mail(client: Client) -> None:
    user = User.objects.create_user("anna", "anna@example.org", "old-secret-1")
    user.groups.add(Group.objects.get(name=EDITORS))
    client.post(reverse("wagtailadmin_password_reset"), {"email": "anna@example.org"})
    (message,) = mail.outbox
    path = re.search(r"https?://[^/\s]+(/\S+)", message.body)[1]
    response = client.get(path, follow=True)
    data = {"new_password1": "Neues-Geheimnis-7", "new_password2": "Neues-Geheimnis-7"}
    client.post(response.redirect_chain[-1][0], data)
    user.refresh_from_db()
    assert user.check_password("Neues-Geheimnis-7")


def test_admin_is_german_unless_the_user_prefers_english(
    editor: Client, language: str, rf: RequestFactory
) -> None:
    content = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert f'lang="{language}"' in content[:400]


def test_login_page_is_german(client: Client) -> None:
    assert 'lang="de"' in client.get(reverse("wagtailadmin_login")).content.decode()[:400]


def test_translated_fields_stand_in_the_order_of_the_model() -> None:
    assert translated_fields(NewsPage) == ("image_alt", "kicker", "lead", "body")
