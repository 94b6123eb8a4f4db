"""Clusters are found by their names, however texts write them, and by nothing else."""

import time

import pytest

from clusters.matching import ClusterMatcher, plain
from clusters.models import ClusterAlias, ClusterIndexPage, ClusterPage

NAMES = {
    "acod": ["Automotive Cluster Ostdeutschland", "ACOD", "ACOD Automotive Cluster e. V."],
    "it": ["Cluster Informationstechnologie", "Cluster IT", "Cluster IT Mitteldeutschland e. V."],
    "logistik": ["Netzwerk Logistik Mitteldeutschland", "Netzwerk Logistik Leipzig-Halle"],
    "chemie": ["Cluster Chemie/Kunststoffe"],
    "bio": ["Cluster Biotechnologie – Life Sciences", "BioEconomy"],
    "optik": ['Kompetenznetzwerk Optische Technologien "OptoNet"', "OptoNet"],
    "mess": ["Elektronische Mess- und Gerätetechnik Thüringen (ELMUG) eG", "ELMUG"],
    "medways": ["medways"],
    "mnt": ["MNT"],
    "solar": ["Spitzencluster Solarvalley"],
}


@pytest.fixture(scope="module")
def matcher() -> ClusterMatcher:
    return ClusterMatcher((name, key) for key, names in NAMES.items() for name in names)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Das Automotive Cluster Ostdeutschland lädt ein.", ["acod"]),
        ("die Sprecher des Clusters Informationstechnologie", ["it"]),
        ("im Namen des Netzwerkes Logistik Mitteldeutschlands", ["logistik"]),
        ("des Spitzenclusters Solarvalley", ["solar"]),
        ("mit dem Kompetenznetzwerk Optischer Technologien „OptoNet“ in Jena", ["optik"]),
        ("der Elektronischen Mess- und Gerätetechnik Thüringen (ELMUG) eG", ["mess"]),
        ("das Cluster IT Mitteldeutschland e.V., die", ["it"]),
        ("das Cluster IT Mitteldeutschland e. V..", ["it"]),
        ("das „Cluster IT“", ["it"]),
        ("das ›Cluster ‚IT‘‹", ["it"]),
        ("(ACOD)", ["acod"]),
        ("ACOD’s Sprecher", ["acod"]),
        ("Cluster Biotechnologie - Life Sciences", ["bio"]),
        ("Cluster Biotechnologie — Life Sciences", ["bio"]),
        ("Cluster Biotechnologie‑Life Sciences", ["bio"]),
        ("Netzwerk Logistik Leipzig–Halle", ["logistik"]),
        ("Cluster IT – das Netzwerk", ["it"]),
        ("Cluster Chemie / Kunststoffe", ["chemie"]),
        ("Clusters Chemie/Kunststoffen", ["chemie"]),
        ("Cluster\nIT", ["it"]),
        ("Cluster\N{NO-BREAK SPACE}IT", ["it"]),
        ("AUTOMOTIVE CLUSTER OSTDEUTSCHLAND", ["acod"]),
        ("Medways und MEDWAYS", ["medways"]),
        ("OPTONET", ["optik"]),
        ("der ACOD-Vorsitzende", ["acod"]),
        ("ACOD- und MNT-Mitglieder", ["acod", "mnt"]),
        ("ACOD, Cluster IT/ACOD; medways.", ["acod", "it", "medways"]),
        ("MNT traf ACOD und MNT", ["mnt", "acod"]),
    ],
)
def test_mention_is_found(matcher: ClusterMatcher, text: str, keys: list[str]) -> None:
    assert matcher.find_in(text) == keys


@pytest.mark.parametrize(
    "text",
    [
        "Informationsmnt",
        "InformationsMNT",
        "MNTX",
        "Haus-MNT",
        "mnt",
        "acod",
        "Cluster IT-Sicherheit",
        "Cluster it",
        "Cluster ITALIEN",
        "Cluster, IT",
        "Cluster. IT",
        "Bioeconomy in Europa",
        "Netzwerk der Logistik",
        "Cluster Chemie",
        "",
        " ",
        "e. V.",
    ],
)
def test_what_is_no_mention_is_not_found(matcher: ClusterMatcher, text: str) -> None:
    assert matcher.find_in(text) == []


def test_longest_name_wins() -> None:
    matcher = ClusterMatcher([("Cluster IT", "it"), ("Cluster IT Sachsen", "sachsen")])
    assert matcher.find_in("Cluster IT Sachsen") == ["sachsen"]
    assert matcher.find_in("des Clusters IT Sachsens und des Clusters IT") == ["sachsen", "it"]
    assert matcher.match_name("Cluster IT Sachsen") == "sachsen"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Automotive Cluster Ostdeutschland (ACOD)", "acod"),
        ("Cluster Informationstechnologie (Halle) e.V.", "it"),
        ("cluster it", "it"),
        ("optonet", "optik"),
        ("Bioeconomy", "bio"),
        ('Kompetenznetzwerk Optische Technologien "OptoNet"', "optik"),
        ('Kompetenznetzwerk Optische Technologien "OptoNet', "optik"),
        ("Clusters Chemie/Kunststoffe", "chemie"),
        ("Neues vom ACOD", None),
        ("Cluster IT-Sicherheit", None),
        ("ACOD-Vorsitz", None),
        ("(ACOD)", None),
        ("", None),
        ("()", None),
    ],
)
def test_link_means_a_cluster_only_as_a_whole(
    matcher: ClusterMatcher, name: str, key: str | None
) -> None:
    assert matcher.match_name(name) == key


def test_signs_of_regular_expressions_in_names_are_characters() -> None:
    names = ["C++ (Halle).*", "[a-z]+", "a|b", "^x$", "Netz \\d", "Ab{2} Werk?"]
    matcher = ClusterMatcher((name, str(number)) for number, name in enumerate(names))
    for number, name in enumerate(names):
        assert matcher.match_name(name) == str(number)
        assert matcher.find_in(f"Bei {name} war es.") == [str(number)]
    assert matcher.find_in("abc, C+, Netz 1, Abb Wer") == []


def test_without_names_nothing_is_found() -> None:
    for names in ([], [("", "a"), ("e. V.", "b"), ('„"', "c"), (" ,.", "d")]):
        matcher = ClusterMatcher(names)
        assert matcher.find_in("Cluster IT e. V.") == []
        assert matcher.match_name("e. V.") is None
        assert matcher.match_name("") is None


def test_name_that_two_clusters_have_means_the_first() -> None:
    matcher = ClusterMatcher([("Netz", "one"), ("Netz e. V.", "two"), ("NETZ", "three")])
    assert matcher.find_in("das Netz") == ["one"]
    assert matcher.match_name("netz") == "one"


def test_decomposed_letters_are_the_same_name() -> None:
    assert plain("Geräte") == plain("Geräte")


def seconds(matcher: ClusterMatcher, part: str, size: int) -> float:
    """The processor's time for a text made of one part."""
    text = part * (size // len(part))
    start = time.process_time()
    matcher.find_in(text)
    return time.process_time() - start


@pytest.mark.parametrize("part", ["wort ", "Cluster ", "Netzwerk Logistik ", " ", "a/ ", "\n(("])
def test_four_times_the_text_takes_at_most_six_times_as_long(
    matcher: ClusterMatcher, part: str
) -> None:
    small = seconds(matcher, part, 100_000)
    assert seconds(matcher, part, 400_000) <= 6 * (small + 0.02)


def test_largest_file_takes_at_most_eight_times_as_long_as_a_fifth_of_it(
    matcher: ClusterMatcher,
) -> None:
    part = "Ein Wort zum Cluster IT-Sicherheit, dem Netzwerk und dem ACOD e. V. in Halle/Saale. "
    small = seconds(matcher, part, 1_000_000)
    assert seconds(matcher, part, 5_000_000) <= 8 * (small + 0.02)


@pytest.mark.django_db
def test_names_come_from_all_fields_of_the_pages_and_also_from_drafts() -> None:
    page = ClusterPage(
        title="Netzwerk Holz",
        title_en="Timber Network",
        short_name="NeHo",
        legal_name="Netzwerk Holz Sachsen e. V.",
        live=False,
    )
    ClusterIndexPage.objects.get().add_child(instance=page)
    ClusterAlias.objects.create(page=page, name="Holzkreis")
    matcher = ClusterMatcher.from_database()
    for name in ("Netzwerk Holz", "Timber Network", "NeHo", "Netzwerk Holz Sachsen", "Holzkreis"):
        assert matcher.match_name(name) == page.key
        assert matcher.find_in(f"Das {name} war da.") == [page.key]


@pytest.mark.django_db
def test_names_are_read_in_two_queries(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        ClusterMatcher.from_database()
