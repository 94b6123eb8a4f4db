"""Make a portal with some content in both languages, to be measured."""

import django
from django.core.management import call_command

#: The pages that are measured: home, list, item, cluster in both languages.
PATHS = tuple(
    path
    for home, news, clusters in (("/de/", "aktuelles/", "cluster/"), ("/en/", "news/", "clusters/"))
    for path in (
        home,
        home + news,
        home + news + ("meldung-1/" if home == "/de/" else "news-item-1/"),
        home + clusters + ("netzwerk-1/" if home == "/de/" else "network-1/"),
    )
)
ITEMS = 50


def make() -> None:
    """Migrate the database of the settings, and fill it."""
    from metropol.models import HomePage, SiteSettings
    from metropol.setup.panorama import hang
    from tests import factories
    from tests.photograph import photograph

    call_command("migrate", verbosity=0)
    call_command("setup_site", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    home = HomePage.objects.get()
    hang(home)
    for number in range(1, ITEMS + 1):
        image = factories.PortalImageFactory(file=photograph(number)) if number <= 12 else None
        texts = {"title": f"Meldung {number}", "title_en": f"News item {number}", "english": True}
        factories.NewsPageFactory(image=image, **texts)
    for number in range(1, 10):
        texts = {"title": f"Netzwerk {number}", "title_en": f"Network {number}", "english": True}
        factories.ClusterPageFactory(**texts)
    factories.TestimonialPageFactory(english=True)
    site_settings = SiteSettings.for_site(home.get_site())
    site_settings.organisation, site_settings.city = "Metropolregion", "Leipzig"
    site_settings.save()


if __name__ == "__main__":
    django.setup()
    make()
