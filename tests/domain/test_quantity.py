"""Targets and actuals: the rows of the plans, further notations, and what holds for any text."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.number_text import plain_text, read_number
from lib.domain.quantity import Part, Quantity, parse_quantity
from lib.domain.quantity_words import COMPARATORS, SPELLED

CASES = Path(__file__).parent / "cases" / "targets.tsv"

# what only the document around the cell can tell: its column's year, its sentence's subject
FROM_CONTEXT = {
    ("≥ 85", "%"): {"when"},
    ("52,9", "%"): {"when"},
    ("94,95", "%"): {"when"},
    ("79,2", "%"): {"when"},
    ("", "%"): {"when"},
    ("31/34", ""): {"when"},
    ("xếp vị trí thứ 21/63 tỉnh, thành phố", ""): {"when"},
    ("0,7955, tăng 8,6% so với năm 2023 (0,7326)", ""): {"when"},
    ("tối thiểu 03 tin, bài/quý", ""): {"scope"},
    (
        "trung bình còn tối đa 15 phút/01 lượt giao dịch; thời  gian tiếp nhận, xử lý hồ sơ tối thiểu 30 phút/01 hồ sơ",
        "",
    ): {"scope"},
}


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def as_json(part: Part) -> dict[str, object]:
    named = {
        "cmp": part.comparator,
        "value": part.value,
        "value2": part.value2,
        "unit": part.unit,
        "scope": part.scope,
        "when": part.when,
        "baseline": part.baseline,
        "of": part.of,
    }
    return {name: value for name, value in named.items() if value is not None}


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{i}-{row['text'][:40]}") for i, row in enumerate(rows(), 2)])
def test_a_row_of_the_plans_is_read(row: dict[str, str]) -> None:
    read = parse_quantity(row["text"], row["unit_cell"], row["role"])
    assert read.raw == row["text"]
    assert (read.kind, read.comparator_written, read.comparator_graded) == (
        row["kind"],
        row["comparator_written"],
        row["comparator_graded"],
    )
    assert (read.value, read.value2, read.unit) == (number(row["value"]), number(row["value2"]), row["unit"] or None)
    context = FROM_CONTEXT.get((row["text"], row["unit_cell"]), set())
    for name in {"scope", "when"} - context:
        assert getattr(read, name) == (row[name] or None), name
    if not context & {"scope", "when"} or row["role"] == "actual":
        expected = json.loads(row["parts_json"] or "[]", parse_int=Decimal, parse_float=Decimal)
        assert [as_json(part) for part in read.parts] == [{"unit": "", **part} for part in expected]


def q(kind: str, written: str, graded: str, value: str | None, unit: str | None, value2: str | None = None) -> Quantity:
    return Quantity("", kind, written, graded, number(value or ""), number(value2 or ""), unit)


def at_least(value: str, unit: str | None = "%") -> Quantity:
    return q("quant", ">=", ">=", value, unit)


def bare(value: str, unit: str | None = "%") -> Quantity:
    return q("quant", "none", ">=", value, unit)


def words() -> Quantity:
    return q("qualitative", "none", "manual", None, None)


FURTHER = [
    ("không thấp hơn 85%", "", at_least("85")),
    ("không dưới 70%", "", at_least("70")),
    ("ít nhất 2 lớp", "", at_least("2", "lớp")),
    ("ít nhất hai lớp", "", at_least("2", "lớp")),
    ("đạt tối thiểu 50 điểm", "", at_least("50", "điểm")),
    ("Đạt 70% trở lên", "", at_least("70")),
    ("từ 80%", "", at_least("80")),
    ("đạt và vượt 90%", "", at_least("90")),
    ("Tối thiểu: 70%", "", at_least("70")),
    ("≥ 90 %", "", at_least("90")),
    (">=90", "%", at_least("90")),
    ("=>90", "%", at_least("90")),
    ("> = 70", "%", at_least("70")),
    ("&ge; 70", "%", at_least("70")),
    ("\\geq 70", "%", at_least("70")),
    ("$\\geqslant 1{,}5\\%$", "", at_least("1.5")),
    ("**≥ 70**", "%", at_least("70")),
    ("<b>≥ 70</b>%", "", at_least("70")),
    ("(≥ 70%)", "", at_least("70")),
    ("Từ đủ 70% trở lên", "", at_least("70")),
    ("≥ 70%", "Tỷ lệ", at_least("70")),
    ("≥ 70", "Phần trăm", at_least("70")),
    ("<b>70%</b>", "", bare("70")),
    ("70 (%)", "", bare("70")),
    ("- 70%", "", bare("70")),
    ("100% (trừ hồ sơ mật)", "", bare("100")),
    ("Hoàn thành (100%)", "", bare("100")),
    ("Duy trì 100%", "", bare("100")),
    ("70phần trăm", "", bare("70")),
    ("nâng lên 80%", "", bare("80")),
    ("tăng từ 60% lên 80%", "", bare("80")),
    ("đạt 100% (năm 2025: 52%)", "", bare("100")),
    ("1.000.000 đồng", "", bare("1000000", "đồng")),
    ("1 000 000 đồng", "", bare("1000000", "đồng")),
    ("2,5 triệu", "", bare("2.5", "triệu")),
    ("2,5 tỷ đồng", "", bare("2.5", "tỷ đồng")),
    ("1.234,5 ha", "", bare("1234.5", "ha")),
    ("0.7955", "", bare("0.7955", None)),
    ("05 (năm) sản phẩm", "", bare("5", "sản phẩm")),
    ("3 lớp tập huấn cho cán bộ xã", "", bare("3", "lớp tập huấn")),
    ("120/135 xã, phường", "", bare("120", "xã, phường")),
    ("Đạt 85/100 điểm", "", bare("85", "điểm")),
    ("85/100", "", bare("85", None)),
    ("3 triệu đồng/người/tháng", "", bare("3", "triệu đồng/người/tháng")),
    ("Trên 1,2 triệu lượt", "", q("quant", ">", ">", "1.2", "triệu lượt")),
    ("Từ 95 đến dưới 100%", "", q("multi", ">=", ">=", "95", "%")),
    ("Từ 5 ngày giảm còn 3 ngày", "", q("quant", "<=", "<=", "3", "ngày")),
    ("trong nhóm 15 tỉnh, thành phố có chỉ số DTI cao nhất", "", q("rank", "<=", "<=", "15", "thứ bậc")),
    ("nhóm 2", "", words()),
    ("Mức độ 3, 4", "", words()),
    ("tỷ lệ 1/50", "", words()),
    ("1:10", "", words()),
    ("1e-05", "%", words()),
    ("Tỷ lệ truy cập băng rộng với tốc độ trên 01 Gbps/s đạt 65%", "", bare("65")),
    ("2000 hồ sơ", "", bare("2000", "hồ sơ")),
    ("> 90%", "", q("quant", ">", ">", "90", "%")),
    ("“… CỦA CƠ QUAN ĐẠT TRÊN 80%”", "", q("quant", ">", ">", "80", "%")),
    ("vượt 15%", "", q("quant", ">", ">", "15", "%")),
    ("dưới 5 phút", "", q("quant", "<", "<", "5", "phút")),
    ("&lt; 5 phút", "", q("quant", "<", "<", "5", "phút")),
    ("không quá 03 ngày làm việc", "", q("quant", "<=", "<=", "3", "ngày làm việc")),
    ("tối đa 15 phút/lượt", "", q("quant", "<=", "<=", "15", "phút/lượt")),
    ("30% trở xuống", "", q("quant", "<=", "<=", "30", "%")),
    ("Giảm còn 15 phút", "", q("quant", "<=", "<=", "15", "phút")),
    ("giảm từ 30 phút xuống còn 15 phút", "", q("quant", "<=", "<=", "15", "phút")),
    ("giảm xuống dưới 5%", "", q("quant", "<", "<", "5", "%")),
    ("khoảng 60%", "", q("quant", "~", "~", "60", "%")),
    ("= 100%", "", q("quant", "=", "=", "100", "%")),
    ("giảm 20% so với năm 2024", "", q("change", "none", ">=", "20", "% giảm")),
    ("giảm tối thiểu 20%", "", q("change", ">=", ">=", "20", "% giảm")),
    ("tăng trên 10%/năm", "", q("change", ">", ">", "10", "% tăng/năm")),
    ("tăng cường tập huấn cho 100% cán bộ", "", bare("100")),
    ("từ 80% đến 90%", "", q("range", "range", "range", "80", "%", "90")),
    ("80-85%", "", q("range", "range", "range", "80", "%", "85")),
    ("20.000 – 30.000 lượt", "", q("range", "range", "range", "20000", "lượt", "30000")),
    ("top 10", "", q("rank", "<=", "<=", "10", "thứ bậc")),
    ("xếp hạng 5/34", "", q("rank", "none", "<=", "5", "thứ bậc")),
    ("10", "Thứ hạng", q("rank", "none", "<=", "10", "thứ bậc")),
    ("năm 2026: 70%; năm 2030: 100%", "", q("multi", "none", ">=", "70", "%")),
    ("05 lớp, 200 người", "", q("multi", "none", ">=", "5", "lớp")),
    ("Hoàn thành", "", words()),
    ("Có", "", words()),
    ("９０%", "", words()),
    ("9０%", "", words()),
    ("trên địa bàn tỉnh", "", words()),
    ("2026", "", words()),
    ("Năm 2026", "%", words()),
    ("31/12/2026", "", words()),
    ("15/7", "", words()),
    ("24/7", "", words()),
    ("2/3 số xã", "", words()),
    ("90-80%", "", words()),
    ("-5", "", words()),
    ("± 5%", "", words()),
    ("1.2.3", "", words()),
    ("12 345 %", "", words()),
    ("Kế hoạch số 136/KH-UBND ngày 29/4/2026", "", words()),
    ("Theo Nghị quyết 57 của Bộ Chính trị", "", words()),
    ("Dịch vụ công mức độ 4 qua IPv6, 5G", "", words()),
    ("1. Danh mục; 2. Báo cáo", "", words()),
    ("Số hóa tài liệu trong 3 năm gần đây", "", words()),
    ("Bộ phận một cửa", "", words()),
    ("Tối thiểu một phần", "", words()),
    ("ít nhất năm 2025", "", words()),
    ("\\geq", "", words()),
    ("-", "%", q("empty", "none", "none", None, "%")),
    ("…", "", q("empty", "none", "none", None, None)),
    ("Chưa phát sinh hồ sơ", "%", q("status", "none", "none", None, None)),
]


@pytest.mark.parametrize(
    ("text", "unit_cell", "expected"),
    [pytest.param(*case, id=f"{case[0]}|{case[1]}") for case in FURTHER],
)
def test_a_further_notation_is_read(text: str, unit_cell: str, expected: Quantity) -> None:
    read = parse_quantity(text, unit_cell)
    for name in ("kind", "comparator_written", "comparator_graded", "value", "value2", "unit"):
        assert getattr(read, name) == getattr(expected, name), name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "năm 2026: 70%; năm 2030: 100%",
            [Part(">=", Decimal(70), "%", when="2026"), Part(">=", Decimal(100), "%", when="2030")],
            id="years before their numbers",
        ),
        pytest.param(
            "70% năm 2026, 100% (năm 2030)",
            [Part(">=", Decimal(70), "%", when="2026"), Part(">=", Decimal(100), "%", when="2030")],
            id="years behind their numbers",
        ),
        pytest.param(
            "Cấp tỉnh: ≥ 70%<br>Cấp xã: ≥ 50%",
            [Part(">=", Decimal(70), "%", scope="Cấp tỉnh"), Part(">=", Decimal(50), "%", scope="Cấp xã")],
            id="levels on two lines",
        ),
        pytest.param(
            "Cấp tỉnh 70%, cấp xã trên 50%",
            [Part(">=", Decimal(70), "%", scope="Cấp tỉnh"), Part(">", Decimal(50), "%", scope="cấp xã")],
            id="levels before their numbers",
        ),
        pytest.param(
            "cắt giảm 30% thời gian và 20% chi phí",
            [
                Part(">=", Decimal(30), "% giảm", scope="thời gian"),
                Part(">=", Decimal(20), "% giảm", scope="chi phí"),
            ],
            id="one verb for two numbers",
        ),
        pytest.param(
            "Năm 2026: Top 20; năm 2030: Top 10 cả nước",
            [
                Part("<=", Decimal(20), "thứ bậc", when="2026"),
                Part("<=", Decimal(10), "thứ bậc", scope="cả nước", when="2030"),
            ],
            id="ranks by year",
        ),
        pytest.param(
            "Tỷ lệ người dân từ đủ 14 tuổi trở lên có tài khoản (VNeID) đạt 80%",
            [Part(">=", Decimal(80), "%", scope="người dân")],
            id="an age qualifies",
        ),
    ],
)
def test_each_demand_of_a_cell_becomes_a_part(text: str, expected: list[Part]) -> None:
    assert list(parse_quantity(text).parts) == expected


def test_a_blank_actual_is_missing_never_zero() -> None:
    read = parse_quantity("", "%", "actual")
    assert (read.kind, read.value) == ("empty", None)


def test_an_actual_is_never_graded() -> None:
    read = parse_quantity("≥ 90%", "", "actual")
    assert (read.comparator_written, read.comparator_graded, read.value) == (">=", "none", Decimal(90))


def test_words_of_an_actual_wait_for_no_grader() -> None:
    assert parse_quantity("Hoàn thành", "", "actual").comparator_graded == "none"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("1.600", "1600", id="dot and three digits"),
        pytest.param("12.5", "12.5", id="dot and one digit"),
        pytest.param("94.95", "94.95", id="dot and two digits"),
        pytest.param("0.795", "0.795", id="nothing before the dot"),
        pytest.param("1,000", "1", id="comma is decimal"),
        pytest.param("1,000,000", "1000000", id="two commas cannot be decimal"),
        pytest.param("1.234.567,89", "1234567.89", id="both separators"),
        pytest.param("1.23.4", None, id="a section number"),
        pytest.param("12.34,5", None, id="groups that are none"),
    ],
)
def test_separators_tell_thousands_from_decimals(text: str, value: str | None) -> None:
    assert read_number(text) == (None if value is None else Decimal(value))


ALPHABET = st.characters(codec="utf-8", exclude_categories=("Cs",))
VOCABULARY = st.sampled_from(
    [
        *("≥", ">", "≤", "<", "từ", "trở lên", "tối thiểu", "đạt", "trên", "dưới", "khoảng", "tăng", "giảm", "còn"),
        *("xuống", "lên", "70", "1.600", "94,95", "05", "2026", "năm", "năm 2030", "%", "hồ sơ", "/", ",", ";", ":"),
        *("-", "(", ")", "và", "mỗi năm", "so với", "nhóm", "bốn", "dẫn đầu", "top", "21/63", "tỷ lệ", "của", "được"),
        *("ngày", "15/7", "đến", "phút", "tuổi", "số 57-NQ/TW", "９", "<b>", "**", "$", "\\geq", "(%)", "như sau:"),
    ]
)
TEXTS = st.one_of(
    st.text(ALPHABET, max_size=60),
    st.lists(VOCABULARY, max_size=14).map(" ".join),
    st.lists(VOCABULARY, max_size=8).map("".join),
)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from(["", "%", "Thứ bậc", "sản phẩm"]), st.sampled_from(["target", "actual"]))
def test_any_text_is_read_and_no_number_is_invented(text: str, unit_cell: str, role: str) -> None:
    read = parse_quantity(text, unit_cell, role)
    assert read.raw == text
    assert (read.value is None) == (read.kind in ("qualitative", "empty", "status"))
    plain = plain_text(text)
    written = {read_number(found) for found in re.findall(r"[0-9]+(?:[.,][0-9]+)*", plain)}
    written |= {read_number(found) for found in re.findall(r"[0-9]{1,3}(?: [0-9]{3}){2,}", plain)}
    written |= {Decimal(value) for word, value in SPELLED.items() if word in plain.lower()}
    for part in read.parts:
        assert part.value in written
        assert part.value2 is None or part.value2 in written
        assert part.value2 is None or part.value <= part.value2


def vietnamese(value: Decimal) -> str:
    whole, _, fraction = f"{value:f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{fraction}" if fraction else grouped


@settings(max_examples=100, deadline=None)
@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False), st.integers(0, 2))
def test_a_number_written_the_vietnamese_way_is_read_back(value: Decimal, places: int) -> None:
    value = value.quantize(Decimal(1).scaleb(-places))
    assert parse_quantity(f"≥ {vietnamese(value)} đồng").value == value


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([(s, p) for s, ps in COMPARATORS.items() for p in ps]), st.integers(0, 100), st.booleans())
def test_every_comparator_is_read_back(comparator: tuple[str, str], value: int, upper: bool) -> None:
    sign, phrase = comparator
    text = f"đạt {phrase} {value}%"
    read = parse_quantity(text.upper() if upper else text)
    assert (read.comparator_written, read.value, read.unit) == (sign, Decimal(value), "%")


@pytest.mark.parametrize("piece", ["70% ", "1/", "1 a/a", "trong vào ", "(", "1", "Cấp xã: "])
def test_a_text_too_long_for_a_cell_is_left_to_a_person(piece: str) -> None:
    text = piece * 20_000
    assert parse_quantity(text) == Quantity(text, "qualitative", "none", "manual")


def test_a_chain_of_denominators_is_one_unit() -> None:
    assert parse_quantity("5 bài" + "/a" * 1500).unit == "bài" + "/a" * 1500


def test_two_spellings_of_one_text_read_alike() -> None:
    composed, decomposed = "tỷ lệ đạt tối thiểu 70%", "tỷ lệ đạt tối thiểu 70%"
    assert parse_quantity(decomposed).parts == parse_quantity(composed).parts
    assert parse_quantity("tỉ lệ đạt tối\u00a0thiểu 70\u200b%").comparator_graded == ">="
