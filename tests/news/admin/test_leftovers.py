"""Link names and pictures of a run, worked off for all their places at once."""

import pytest
from django.test import Client
from django.urls import reverse

from clusters.models import ClusterPage
from news.models import ArchiveItem, ArchiveLinkName, ArchiveRun, NewsLink, NewsPage
from tests.factories import NewsPageFactory, PortalImageFactory, UserFactory
from tests.news.admin.conftest import Upload
from tests.news.admin.test_runs import show
from tests.news.archive.documents import BODY, LEAD, LONG, clusterplattform
from tests.news.importing import item, page

pytestmark = pytest.mark.django_db
LINKS = "Weitere Informationen:\nVerein der Freunde\nCluster IT"


@pytest.fixture
def run(imported: Upload) -> ArchiveRun:
    """A run whose pages have a name twice and another once, without a cluster."""
    return imported(
        a=item(BODY, LINKS),
        b=item(BODY, LINKS, headline="Zweite"),
        c=item(BODY, "Weitere Informationen:\nNoch ein Verein", headline="Dritte"),
    )


def choose(client: Client, run: ArchiveRun, name: str, cluster: ClusterPage) -> ArchiveRun:
    data = {"name": [name, "Noch ein Verein"], "cluster": [str(cluster.pk), ""]}
    client.post(reverse("archive:link_names", args=[run.pk]), data)
    return ArchiveRun.objects.latest("pk")


def test_one_name_is_matched_to_one_cluster_in_all_its_places(
    run: ArchiveRun, chief: Client
) -> None:
    html = show(chief, "link_names", run.pk)
    assert html.count('name="name"') == 2
    acod = ClusterPage.objects.get(key="acod")
    done = choose(chief, run, "Verein der Freunde", acod)
    assert (done.state, done.counts) == ("finished", {"updated": 2})
    links = NewsLink.objects.filter(label_de="Verein der Freunde")
    assert [link.target_id for link in links] == [acod.pk, acod.pk]
    for news in NewsPage.objects.exclude(title="Dritte"):
        assert news.live
        assert not news.has_unpublished_changes
        assert {cluster.key for cluster in news.clusters.all()} == {"acod", "it"}
        assert news.links.count() == 2
    assert show(chief, "link_names", run.pk).count('name="name"') == 1


def test_later_imports_know_the_name_and_do_not_take_the_page_for_edited(
    run: ArchiveRun, chief: Client, imported: Upload
) -> None:
    choose(chief, run, "Verein der Freunde", ClusterPage.objects.get(key="acod"))
    later = imported(a=item(BODY, LONG, LINKS), d=item(BODY, LINKS, headline="Vierte"))
    assert later.counts["updated"] == later.counts["created"] == 1
    assert {cluster.key for cluster in page("Vierte").clusters.all()} == {"acod", "it"}


def test_matching_is_undone_as_a_run_of_its_own(run: ArchiveRun, chief: Client) -> None:
    matching = choose(chief, run, "Verein der Freunde", ClusterPage.objects.get(key="acod"))
    chief.post(reverse("archive:undo", args=[matching.pk]))
    assert not ArchiveLinkName.objects.exists()
    assert NewsLink.objects.filter(label_de="Verein der Freunde", target=None).count() == 2
    assert {known.run for known in ArchiveItem.objects.all()} == {run}
    chief.post(reverse("archive:undo", args=[run.pk]))
    assert not NewsPage.objects.exists()


def test_draft_of_an_editor_gets_the_link_and_is_not_published(
    run: ArchiveRun, chief: Client
) -> None:
    news = page()
    news.lead_de = "Noch nicht fertig."
    news.save_revision(user=UserFactory())
    choose(chief, run, "Verein der Freunde", ClusterPage.objects.get(key="acod"))
    assert page().lead_de == LEAD
    draft = page().get_latest_revision_as_object()
    assert draft.lead_de == "Noch nicht fertig."
    assert draft.links.first().target


def test_pages_that_were_not_imported_are_left_alone(run: ArchiveRun, chief: Client) -> None:
    own = NewsPageFactory()
    NewsLink.objects.create(page=own, label_de="Verein der Freunde")
    choose(chief, run, "Verein der Freunde", ClusterPage.objects.get(key="acod"))
    assert own.links.get().target is None


def test_matching_that_was_stopped_can_be_started_again(run: ArchiveRun, chief: Client) -> None:
    cluster = ClusterPage.objects.get(key="acod")
    stopped = ArchiveRun.objects.create(
        path="Linknamen", state="running", options={"names": {"Verein der Freunde": cluster.pk}}
    )
    assert "Import starten" in show(chief, "run", stopped.pk)
    chief.post(reverse("archive:start", args=[stopped.pk]))
    assert NewsLink.objects.filter(target=cluster).count() == 2


def test_names_and_clusters_that_are_not_there_change_nothing(
    run: ArchiveRun, chief: Client
) -> None:
    address = reverse("archive:link_names", args=[run.pk])
    for name, cluster in (("Unbekannt", "1"), ("Verein der Freunde", "x"), ("Verein der", "9999")):
        chief.post(address, {"name": name, "cluster": cluster})
    assert ArchiveRun.objects.get() == run


def test_picture_is_placed_wherever_its_words_stand(imported: Upload, chief: Client) -> None:
    image = "Zwei Frauen\nAda Beispiel an der Säge\n© Stadt"
    run = imported(
        a=clusterplattform(LEAD, image, LONG),
        b=clusterplattform(LEAD, image, LONG, headline="Zweite"),
        c=clusterplattform(LEAD, "Ein Haus\nDas Haus\n© Land", LONG, headline="Dritte"),
    )
    html = show(chief, "pictures", run.pk)
    assert "Ada Beispiel an der Säge" in html
    picture = PortalImageFactory()
    key = next(
        choice.key
        for choice, _ in chief.get(reverse("archive:pictures", args=[run.pk])).context["choices"]
        if choice.places == 2
    )
    chief.post(reverse("archive:pictures", args=[run.pk]), {f"picture-{key}": picture.pk})
    done = ArchiveRun.objects.latest("pk")
    assert (done.state, done.counts) == ("finished", {"updated": 2})
    for news in NewsPage.objects.exclude(title="Dritte"):
        block = next(block for block in news.body_de if block.block_type == "image")
        assert (block.value["image"], block.value["credit"]) == (picture, "Stadt")
        assert news.live
    assert "Das Haus" in show(chief, "pictures", run.pk)
    assert "Ada Beispiel" not in show(chief, "pictures", run.pk)
