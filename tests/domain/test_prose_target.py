"""Percentages in running text, with sentences of real plans."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.prose_target import find_prose_targets

QUANG_TRI_GOALS = (
    "Tỷ lệ hồ sơ thủ tục hành chính xử lý trực tuyến đạt 80%; Tỷ lệ hồ sơ, kết quả giải quyết thủ tục hành chính "
    "được số hóa đạt 95%; tỷ lệ kết quả thủ tục hành chính của UBND tỉnh được cấp kết quả điện tử đạt 100%."
)
QUANG_TRI_TASKS = (
    "Phối hợp với các sở, ban, ngành xây dựng kế hoạch nâng cao chất lượng cung cấp dịch vụ công trực tuyến toàn "
    "trình, phấn đấu tỷ lệ hồ sơ thủ tục hành chính xử lý trực tuyến đạt từ 82% trở lên, kết quả giải quyết thủ tục "
    "hành chính\n\nđược số hóa đạt từ 96% trở lên; cung cấp dịch vụ số dựa trên dữ liệu."
)
QUANG_TRI_MAIL = (
    "Trên 90% hồ sơ công việc được xử lý trên môi trường mạng; 100% văn bản quy phạm pháp luật, văn bản chỉ đạo của "
    "UBND tỉnh (trừ văn bản theo chế độ mật) được cập nhật trên Cổng thông tin điện tử của tỉnh; bảo đảm thông suốt. "
    "Tỷ lệ văn bản của Văn phòng UBND tỉnh ký số trên Hệ thống quản lý văn bản và điều hành đạt 95%."
)
QUANG_TRI_SIGNING = (
    "Tỷ lệ công chức, viên chức thực hiện trình văn bản điện tử, lãnh đạo thực hiện ký số qua hệ thống Quản lý văn "
    "bản và điều hành (trừ văn bản theo chế độ mật) đạt 95%"
)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param(
            QUANG_TRI_GOALS,
            [
                ("Tỷ lệ hồ sơ thủ tục hành chính xử lý trực tuyến", "none", "80"),
                ("Tỷ lệ hồ sơ, kết quả giải quyết thủ tục hành chính được số hóa", "none", "95"),
                ("tỷ lệ kết quả thủ tục hành chính của UBND tỉnh được cấp kết quả điện tử", "none", "100"),
            ],
            id="three shares apart by semicolons",
        ),
        pytest.param(
            QUANG_TRI_TASKS,
            [
                ("tỷ lệ hồ sơ thủ tục hành chính xử lý trực tuyến", ">=", "82"),
                ("kết quả giải quyết thủ tục hành chính được số hóa", ">=", "96"),
            ],
            id="two shares apart by a comma, over a page break",
        ),
        pytest.param(
            QUANG_TRI_MAIL,
            [
                ("hồ sơ công việc được xử lý trên môi trường mạng", ">", "90"),
                (
                    "văn bản quy phạm pháp luật, văn bản chỉ đạo của UBND tỉnh được cập nhật trên Cổng thông tin "
                    "điện tử của tỉnh",
                    "none",
                    "100",
                ),
                (
                    "Tỷ lệ văn bản của Văn phòng UBND tỉnh ký số trên Hệ thống quản lý văn bản và điều hành",
                    "none",
                    "95",
                ),
            ],
            id="the number first",
        ),
        pytest.param(
            QUANG_TRI_SIGNING,
            [
                (
                    "Tỷ lệ công chức, viên chức thực hiện trình văn bản điện tử, lãnh đạo thực hiện ký số qua hệ thống "
                    "Quản lý văn bản và điều hành",
                    "none",
                    "95",
                )
            ],
            id="commas inside the subject",
        ),
        pytest.param(
            "(viii) Có  $\\geq 95\\%$  người dân, doanh nghiệp đánh giá hài lòng trở lên khi thực hiện TTHC.",
            [("người dân, doanh nghiệp đánh giá hài lòng trở lên khi thực hiện TTHC", ">=", "95")],
            id="LaTeX, and a level of satisfaction that is no comparator",
        ),
        pytest.param(
            "100% văn bản được ký số, hồ sơ xử lý trực tuyến đạt 80%.",
            [("văn bản được ký số", "none", "100"), ("hồ sơ xử lý trực tuyến", "none", "80")],
            id="both shapes in one sentence",
        ),
        pytest.param(
            "phấn đấu đến hết năm 2026 có trên 90% TTHC và 80% hồ sơ được xử lý",
            [("TTHC", ">", "90"), ("hồ sơ được xử lý", "none", "80")],
            id="two things joined by và",
        ),
        pytest.param(
            "Tỷ lệ chi cho chuyển đổi số đạt 1.5%. Hoàn thành trong quý II.",
            [("Tỷ lệ chi cho chuyển đổi số", "none", "1.5")],
            id="a point inside a number ends no sentence",
        ),
        pytest.param("Giảm 20% thời gian giải quyết.", [], id="a change is no level"),
        pytest.param("Kế hoạch số 429/KH-UBND ngày 30/01/2026; đăng tải 03 tin, bài/quý.", [], id="no percentage"),
    ],
)
def test_each_percentage_of_a_paragraph_is_found(paragraph: str, expected: list[tuple[str, str, str]]) -> None:
    found = find_prose_targets(paragraph)
    assert [(t.subject, t.quantity.comparator_written, t.quantity.value) for t in found] == [
        (subject, comparator, Decimal(value)) for subject, comparator, value in expected
    ]
    assert all(t.quantity.unit == "%" for t in found)


def test_a_target_keeps_its_words_and_its_sentence() -> None:
    (target,) = find_prose_targets("Mục tiêu chung. Phấn đấu tỷ lệ ký số đạt từ 82% trở lên năm 2026; khác.")
    assert target.quantity.raw == "đạt từ 82% trở lên"
    assert target.quantity.when == "2026"
    assert target.sentence == "Phấn đấu tỷ lệ ký số đạt từ 82% trở lên năm 2026"


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "tỷ lệ",
                "hồ sơ",
                "đạt",
                "trên",
                "từ",
                "trở lên",
                "80%",
                "1,5%",
                "2026",
                ",",
                ";",
                ".",
                "và",
                "được",
                "(",
                ")",
            ]
        ),
        max_size=16,
    ).map(" ".join)
    | st.text(max_size=60)
)
def test_any_paragraph_gives_subjects_that_stand_in_it(paragraph: str) -> None:
    for target in find_prose_targets(paragraph):
        assert target.subject
        assert target.quantity.value is not None
        for word in target.subject.split():
            assert word in target.sentence
