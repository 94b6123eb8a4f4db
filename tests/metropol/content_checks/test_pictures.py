"""Pictures and what stands in for them."""

import pytest

from metropol.content_checks.pictures import check_pictures
from news.models import NewsPage
from tests.metropol.content_checks.pages import FACTS, IMAGE, SILENT, codes, page, unsaved


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"image": IMAGE}, []),
        ({"image": SILENT}, ["picture-alt"]),
        ({"image": SILENT, "alt": "Eine Halle"}, []),
        ({"image": SILENT, "decorative": True}, []),
        ({"image": SILENT, "alt": "halle_final.jpg"}, ["alt-file-name"]),
        ({"image": IMAGE, "alt": "IMG_4711"}, ["alt-file-name"]),
        ({"image": None, "caption": "Ohne Datei"}, []),
        ({"image": 99}, []),
    ],
)
def test_pictures_of_a_body(value: dict[str, object], found: list[str]) -> None:
    assert codes(check_pictures, page(body_de=[("image", value)])) == found
    assert codes(check_pictures, page(title_en="Title", body_en=[("image", value)]), "en") == found


def test_images_beside_the_text_are_checked_in_their_field() -> None:
    found = list(
        check_pictures(unsaved(NewsPage, image_id=SILENT, header_image_id=IMAGE), "de", FACTS)
    )
    assert [(each.code, each.path, each.params) for each in found] == [
        ("picture-alt", "image_alt_de", {"image": "Halle"})
    ]


def test_text_of_the_page_type_for_its_image_counts() -> None:
    said = unsaved(NewsPage, image_id=SILENT)
    said.image_alt_de, said.image_alt_en = "Eine Halle", ""
    assert codes(check_pictures, said) == []
    [finding] = check_pictures(said, "en", FACTS)
    assert (finding.code, finding.path) == ("picture-alt", "image_alt_en")
    said.image_decorative = True
    assert codes(check_pictures, said, "en") == []
