"""The language of a text."""

import pytest

from news.archive.language import detect


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["Die Betriebe haben sich in Halle getroffen und ein Netzwerk gegründet."], "de"),
        (["The companies have met in Halle and they founded a network for the region."], "en"),
        (["The network", "Das Netzwerk ist mit den Partnern auf dem Weg."], "de"),
        (["Das Cluster", "The region is one of the best places for start-ups."], "en"),
        (["Halle 2011"], "de"),
        ([], "de"),
    ],
)
def test_text_has_the_language_of_its_stop_words(texts: list[str], language: str) -> None:
    assert detect(texts) == language
