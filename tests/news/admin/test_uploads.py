"""What may be uploaded, and that nothing leaves its temporary folder."""

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from news.archive import upload
from news.archive.upload import UploadRefused, check, pack, read_one, unpacked
from news.models import ArchiveRun
from tests.news.admin.conftest import packed
from tests.news.importing import item


def zipped(*entries: tuple[str | zipfile.ZipInfo, str | bytes], level: int = 8) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", level) as archive:
        for name, text in entries:
            archive.writestr(name, text)
    return data.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(UploadRefused) as error:
        check(data)
    return error.value.notice.code


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "a/../../b.txt",
        "/etc/a.txt",
        "C:\\a.txt",
        "a\\b.txt",
        "c:a.txt",
        "x" * 256,
        "/".join(["ordner"] * 200),
    ],
)
def test_path_that_could_lead_elsewhere_is_refused(name: str) -> None:
    assert refusal(zipped((name, "x"))) == "upload-path"


def test_symbolic_link_is_refused() -> None:
    assert refusal(zipped((link("a.txt"), "/etc/passwd"))) == "upload-path"


def test_bomb_is_refused_before_anything_is_unpacked() -> None:
    assert refusal(zipped(("a.txt", b"\0" * 21 * 1024 * 1024))) == "upload-bomb"
    assert refusal(zipped(*((f"{n}.txt", "ab" * 500_000) for n in range(22)))) == "upload-bomb"
    check(zipped(("a.txt", "ab" * 500_000)))


def test_archive_that_is_too_large_unpacked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "MAX_UNPACKED", 10)
    assert refusal(zipped(("a.txt", "elf Zeichen"), level=0)) == "upload-bomb"


def test_bomb_that_lies_about_its_size_is_stopped_while_it_is_unpacked() -> None:
    data = bytearray(zipped(("a.txt", os.urandom(300_000) + b"x" * 100_000)))
    start = data.index(b"PK\x01\x02")
    data[start + 24 : start + 28] = (10).to_bytes(4, "little")
    check(bytes(data))
    with pytest.raises(UploadRefused), unpacked(bytes(data)):
        pass


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "MAX_FILES", 3)
    assert refusal(zipped(*((f"{n}.txt", "x") for n in range(4)))) == "upload-too-many"


def test_list_of_files_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "MAX_DIRECTORY", 40)
    assert refusal(zipped(("a.txt", "x"))) == "upload-too-many"


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"not a zip" * 100, b"PK\x05\x06" + b"\0" * 9]
)
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert refusal(data) == "upload-no-zip"


def test_empty_zip_and_zip_of_folders_are_refused() -> None:
    assert refusal(zipped()) == "archive-empty"
    assert refusal(zipped(("a/", ""))) == "archive-empty"


def test_name_that_is_there_twice_is_refused(recwarn: pytest.WarningsRecorder) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(("a.txt", "x"), ("a.txt", "y"))
    assert refusal(data) == "upload-twice"


def test_encrypted_zip_is_refused() -> None:
    data = bytearray(zipped(("a.txt", "x")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert refusal(bytes(data)) == "upload-encrypted"


def test_damaged_content_is_refused_when_it_is_unpacked() -> None:
    data = bytearray(zipped(("a.txt", "Ein Text, der stimmt."), level=0))
    data[data.index(b"stimmt")] ^= 1
    check(bytes(data))
    with pytest.raises(UploadRefused), unpacked(bytes(data)):
        pass


def test_texts_are_unpacked_into_a_folder_that_is_gone_afterwards() -> None:
    data = zipped(
        ("ordner/grüße.txt", "Text"),
        ("bild.jpg", b"\xff" * 1000),
        ("gross.txt", os.urandom(upload.MAX_BYTES + 1)),
        ("ordner/", ""),
    )
    with unpacked(data) as folder:
        found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
        assert found == {"ordner/grüße.txt", "bild.jpg", "gross.txt"}
        assert (folder / "ordner/grüße.txt").read_text() == "Text"
        assert (folder / "bild.jpg").stat().st_size == 0
        assert (folder / "gross.txt").stat().st_blocks == 0
        assert (folder / "gross.txt").stat().st_size == upload.MAX_BYTES + 1
    assert not folder.exists()


def test_file_and_folder_of_one_name_are_refused() -> None:
    data = zipped(("a.txt", "x"), ("a.txt/b.txt", "y"))
    with pytest.raises(UploadRefused), unpacked(data):
        pass


def test_name_without_a_mark_of_its_encoding_is_read_as_utf8() -> None:
    data = zipped(("grüße.txt", "x")).replace(b"\x00\x08", b"\x00\x00")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not archive.infolist()[0].flag_bits & 0x800
    with unpacked(data) as folder:
        assert [path.name for path in folder.iterdir()] == ["grüße.txt"]


def test_one_text_is_read_from_the_upload() -> None:
    data = packed(a="Text")
    assert read_one(data, "a.txt") == b"Text"
    assert read_one(data, "b.txt") is None


def test_texts_become_a_zip_file_and_other_files_are_refused() -> None:
    name, data = pack(SimpleUploadedFile(f"{n}.txt", b"a" * 100_000) for n in range(3))
    assert name == ""
    with unpacked(data) as folder:
        assert len(list(Path(folder).iterdir())) == 3
    with pytest.raises(UploadRefused):
        pack([SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.doc", b"a")])


def test_upload_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "MAX_UPLOAD", 10)
    with pytest.raises(UploadRefused) as error:
        pack([SimpleUploadedFile("a.txt", b"a" * 11)])
    assert error.value.notice.code == "upload-too-large"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.zip", b"x", "keine ZIP-Datei"),
        ("a.zip", zipped(("../a.txt", "x")), "nicht möglich"),
        ("a.doc", b"x", "keine ZIP-Datei"),
        ("a.txt", b"", "leer"),
    ],
)
@pytest.mark.django_db
def test_form_tells_what_is_wrong(chief: Client, name: str, data: bytes, message: str) -> None:
    file = SimpleUploadedFile(name, data)
    response = chief.post(reverse("archive:upload"), {"upload": file, "draft": "on"})
    html = response.content.decode()
    assert message in html
    assert "checked" in html
    assert not ArchiveRun.objects.exists()


@pytest.mark.django_db
def test_several_texts_are_one_upload(chief: Client) -> None:
    files = [
        SimpleUploadedFile("a.txt", item().encode()),
        SimpleUploadedFile("b.txt", item(headline="Zweite").encode()),
    ]
    chief.post(reverse("archive:upload"), {"upload": files})
    run = ArchiveRun.objects.get()
    assert (run.path, run.counts["created"]) == ("Hochgeladene Texte", 2)
    assert chief.get(reverse("archive:upload")).status_code == 200
    chief.post(reverse("archive:upload"), {})
    assert ArchiveRun.objects.count() == 1
