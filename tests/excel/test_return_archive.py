"""A zip of returns: opened within bounds, its names only read, what is no return named and left alone."""

import io
import struct
import time
import zipfile

import pytest
from form_samples import BLANK

from lib.domain.errors import UploadRefused
from lib.excel import bounds
from lib.excel.return_archive import MAX_ENTRIES, Upload, is_archive, left_out, returns_in

MEBI = 1024 * 1024


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", how) as archive:
        for name, body in members:
            archive.writestr(name, body, how)
    return buffer.getvalue()


def opened(content: bytes) -> tuple[list[str], list[tuple[str, str]]]:
    found, skipped = returns_in("gui.zip", content)
    return [upload.name for upload in found], [(file.name.removeprefix("gui.zip › "), file.code) for file in skipped]


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_returns_come_out_as_they_went_in_and_in_their_order(how: int) -> None:
    content = zipped(
        ("Sở Y tế/báo cáo.xlsx", BLANK), ("Sở Nội vụ/báo cáo.xlsx", BLANK + b"x"), ("b.XLSX", b"c"), how=how
    )
    found, skipped = returns_in("gui.zip", content)
    assert found == (
        Upload("Sở Y tế/báo cáo.xlsx", BLANK),
        Upload("Sở Nội vụ/báo cáo.xlsx", BLANK + b"x"),
        Upload("b.XLSX", b"c"),
    )
    assert skipped == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("__MACOSX/._báo cáo.xlsx", "of-system"),
        ("a/__MACOSX/x.xlsx", "of-system"),
        ("thư mục/.DS_Store", "of-system"),
        ("~$báo cáo.xlsx", "of-system"),
        ("Thumbs.db", "of-system"),
        ("công văn.docx", "not-excel"),
        ("không đuôi", "not-excel"),
        ("trong.zip", "archive-inside"),
        ("trong.RAR", "archive-inside"),
    ],
)
def test_what_is_no_return_is_left_out_and_said(name: str, code: str) -> None:
    assert opened(zipped((name, b"x"), ("a.xlsx", b"y"))) == (["a.xlsx"], [(name, code)])


@pytest.mark.parametrize("name", ["a.xls", "a.xlsm", "a.xlsb", "a.ods"])
def test_other_workbooks_go_to_the_reader_which_says_how_to_save_them(name: str) -> None:
    assert opened(zipped((name, b"x"))) == ([name], [])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/x.xlsx", "../../etc/x.xlsx"),
        ("/tuyệt đối.xlsx", "/tuyệt đối.xlsx"),
        ("So\u031b\u0309 Y te\u0302\u0301.xlsx", "Sở Y tế.xlsx"),
        ("x" * 400 + ".xlsx", "x" * 250 + ".xlsx"),
        ("a\u202egpj.xlsx", "agpj.xlsx"),
    ],
    ids=["climbing", "absolute", "decomposed", "long", "turned round"],
)
def test_a_name_is_a_text_to_show_and_never_a_path(name: str, shown: str) -> None:
    assert opened(zipped((name, b"x")))[0] == [shown]


def test_names_that_macos_writes_without_saying_that_they_are_utf_8_are_read() -> None:
    marked = zipped(("Sở Y tế.xlsx", b"x"))
    content = bytearray(marked)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark) + at
        content[place : place + 2] = struct.pack("<H", struct.unpack_from("<H", content, place)[0] & ~0x800)
    assert bytes(content) != marked
    assert opened(bytes(content)) == (["Sở Y tế.xlsx"], [])


def test_a_workbook_called_zip_is_a_workbook_and_a_damaged_zip_is_an_archive() -> None:
    assert not is_archive("bieu.zip", BLANK)
    assert not is_archive("gui.xlsx", zipped(("a.xlsx", b"x")))
    assert is_archive("gui.ZIP", zipped(("a.xlsx", b"x")))
    assert is_archive("gui.zip", zipped(("a.xlsx", b"x"))[:-30])


def test_one_bad_member_is_left_out_and_the_others_come() -> None:
    content = bytearray(zipped(("a.xlsx", b"1" * 50), ("b.xlsx", b"2" * 50), how=zipfile.ZIP_STORED))
    content[content.find(b"1" * 50)] = ord("x")
    large = zipped(("lớn.xlsx", b"\0" * (bounds.MAX_BYTES + 1)), ("b.xlsx", b"2"))
    locked = zipped(("a.xlsx", b"1"), ("b.xlsx", b"2"))
    locked = locked.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0", 1)
    assert opened(bytes(content)) == (["b.xlsx"], [("a.xlsx", "zip-damaged")])
    assert opened(large) == (["b.xlsx"], [("lớn.xlsx", "file-too-large")])
    assert opened(locked) == (["b.xlsx"], [("a.xlsx", "file-password")])


def lying(content: bytes, size: int, told: int) -> bytes:
    return content.replace(struct.pack("<I", size), struct.pack("<I", told))


def overlapping() -> bytes:
    """Two directory entries that lead to one member."""
    content = zipped(("a.xlsx", b"x" * 90), ("b.xlsx", b"x" * 90), how=zipfile.ZIP_STORED)
    second = content.rfind(b"PK\x01\x02")
    return content[: second + 42] + struct.pack("<I", 0) + content[second + 46 :]


BOMB = zipped(*[(f"{n}.xlsx", b"\0" * (9 * MEBI)) for n in range(12)])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"PK\x03\x04", "zip-damaged", id="a stub"),
        pytest.param(zipped(("a.xlsx", b"x" * 99))[:-30], "zip-damaged", id="cut off"),
        pytest.param(BOMB, "zip-bomb", id="108 MB of nothing"),
        pytest.param(
            zipped(*[(f"{n}.txt", b"") for n in range(MAX_ENTRIES + 1)]), "zip-too-many-entries", id="entries"
        ),
        pytest.param(b"PK\x03\x04" + b"PK\x01\x02" * 200_000, "zip-too-many-entries", id="a directory without end"),
        pytest.param(overlapping(), "zip-overlap", id="members over each other"),
    ],
)
def test_a_hostile_archive_is_refused_as_a_whole_and_at_once(content: bytes, code: str) -> None:
    started = time.perf_counter()
    with pytest.raises(UploadRefused) as refusal:
        returns_in("gui.zip", content)
    assert refusal.value.code == code
    assert time.perf_counter() - started < 5


def test_members_that_say_they_are_small_are_left_at_their_first_bytes() -> None:
    started = time.perf_counter()
    found, skipped = returns_in("gui.zip", lying(BOMB, 9 * MEBI, 9))
    assert found == ()
    assert {file.code for file in skipped} == {"zip-damaged"}
    assert time.perf_counter() - started < 1


def test_an_empty_archive_holds_nothing() -> None:
    assert returns_in("gui.zip", zipped()) == ((), ())
    assert returns_in("gui.zip", zipped(("thư mục/", b""))) == ((), ())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("báo cáo.xlsx", None),
        ("cũ.XLS", None),  # the reader has its own sentence for it
        ("không đuôi", None),
        ("hỏng.zip", None),  # what calls itself a zip and is none is looked into
        ("T5/~$báo cáo.xlsx", "of-system"),
        ("T5\\Thumbs.db", "of-system"),
        ("quét.pdf", "not-excel"),
        ("gửi.rar", "archive-unknown"),
        ("T5/gửi.7z", "archive-unknown"),
    ],
)
def test_a_file_beside_others_is_left_out_by_its_name_only_when_that_is_plain(name: str, code: str | None) -> None:
    assert left_out(name) == code
