"""Workbooks of agencies' own making, laid out as real reports are; each with the month of May 2026."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from lib.domain.period import Period

MAY = Period(2026, 5)
# The seven indicators of the Quảng Trị plan, as its annex writes them.
NAMES = (
    "Tỷ lệ thủ tục hành chính được tiếp nhận, giải quyết phi địa giới hành chính giữa Trung ương và địa phương, "
    "giữa các cấp chính quyền",
    "Tỷ lệ thủ tục hành chính liên quan đến đào tạo, nghiên cứu, sản xuất, kinh doanh phải được thực hiện trực tuyến",
    'Tỷ lệ giao dịch hành chính thuộc diện "phi tiếp xúc"',
    "Tỷ lệ hồ sơ, kết quả giải quyết thủ tục hành chính được số hóa",
    "Tỷ lệ dịch vụ công trực tuyến toàn trình trên tổng số thủ tục hành chính có đủ điều kiện",
    "Tỷ lệ hồ sơ thủ tục hành chính xử lý trực tuyến",
    "Tỷ lệ ký số trên Hệ thống QLVB và Điều hành",
)
Cells = Sequence[object]


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def workbook(
    rows: Sequence[Cells],
    *,
    merges: Sequence[str] = (),
    title: str = "Bao cao",
    edit: Callable[[Worksheet], object] | None = None,
) -> bytes:
    """One sheet with these rows from A1 on; `None` leaves a cell blank."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column).value = value
    sheet.cell(1, 1).font = Font(bold=True)
    for merge in merges:
        sheet.merge_cells(merge)
    if edit is not None:
        edit(sheet)
    return saved(book)


def simple(**changes: object) -> bytes:
    """STT, name, unit, target, «Kết quả» beside the target."""
    figures: dict[int, object] = {1: 56.5, 2: 91, 3: 89.5, 4: 82, 5: 98.2, 6: 80.5}
    figures |= {int(key[1:]): value for key, value in changes.items()}
    rows: list[Cells] = [
        ["BÁO CÁO KẾT QUẢ CHUYỂN ĐỔI SỐ THÁNG 5 NĂM 2026"],
        ["Đơn vị báo cáo: Trung tâm Phục vụ hành chính công"],
        [],
        ["STT", "Tên chỉ tiêu", "ĐVT", "Mục tiêu 2026", "Kết quả"],
        *([n, NAMES[n - 1], "%", "≥ 70", value] for n, value in figures.items()),
    ]
    return workbook(rows)


def counted() -> bytes:
    """Two header rows with merged cells: «Kết quả thực hiện» over a, b and the rate; a row of column numbers."""
    rows: list[Cells] = [
        ["Biểu số liệu tháng 5/2026"],
        [
            "TT",
            "Chỉ tiêu",
            "Đơn vị tính",
            "Kế hoạch năm 2026",
            "Kết quả thực hiện",
            None,
            None,
            "Nguồn số liệu",
            "Nguyên nhân",
            None,
        ],
        [None, None, None, None, "Tử số (a)", "Mẫu số (b)", "Tỷ lệ (%)", None, "Chủ quan", "Khách quan"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)=(5)/(6)", "(8)", "(9)", "(10)"],
        [1, NAMES[0], "%", 70, 1130, 2000, 56.5, "Hệ thống MCĐT", "thiếu người", "mạng chậm"],
        [2, NAMES[1], "%", 98, "1.820", "2.000", 91, "Hệ thống MCĐT", None, None],
        ["Tổng cộng", None, None, None, 2950, 4000, None, None, None, None],
    ]
    merges = ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2", "H2:H3", "I2:J2")
    return workbook(rows, merges=merges)


def grouped() -> bytes:
    """Groups, the heading once more at a page break, a total, a signature; names in NFD and with «hoá»."""
    heading: Cells = ["STT", "Nội dung", "Đơn vị tính", "Thực hiện tháng 5", "Ghi chú"]
    rows: list[Cells] = [
        heading,
        ["I", "NHÓM CHỈ TIÊU PHỤC VỤ NGƯỜI DÂN"],
        [1, unicodedata.normalize("NFD", NAMES[0]), "%", "56,5 %", None],
        [2, NAMES[3].replace("hóa", "hoá"), "%", 82, None],
        ["II", "NHÓM CHỈ TIÊU NỘI BỘ"],
        heading,
        [3, NAMES[5].upper(), "%", 80.5, "đã đối chiếu"],
        [None, "Tổng cộng", None, 77.9, None],
        [],
        [None, "NGƯỜI LẬP BIỂU", None, "KT. GIÁM ĐỐC", None],
    ]
    return workbook(rows, merges=("B2:E2", "B5:E5"))


def months() -> bytes:
    """«Tháng 4», «Tháng 5», «Lũy kế» under one heading."""
    rows: list[Cells] = [
        ["TT", "Chỉ tiêu", "ĐVT", "Kết quả thực hiện", None, None, "Ghi chú"],
        [None, None, None, "Tháng 4", "Tháng 5", "Lũy kế", None],
        [1, NAMES[0], "%", 54, 56.5, 55.2, None],
        [2, NAMES[1], "%", 99, 91, 95, None],
    ]
    return workbook(rows, merges=("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2"))


def two_months() -> bytes:
    """«Tháng 4» and «Tháng 5» only, not merged."""
    rows: list[Cells] = [
        ["TT", "Chỉ tiêu", "Tháng 4", "Tháng 5"],
        [1, NAMES[0], 54, 56.5],
        [2, NAMES[1], 99, 91],
    ]
    return workbook(rows)


def result_as_target() -> bytes:
    """«Kết quả» is what was asked, as in annexes; «Kết quả thực hiện» what was reached."""
    rows: list[Cells] = [
        ["STT", "Chỉ tiêu", "Đơn vị tính", "Kết quả", "Kết quả thực hiện", "Cơ quan chủ trì"],
        [1, NAMES[0], "%", "≥ 70", 56.5, "Trung tâm"],
        [2, NAMES[1], "%", 100, 91, "Trung tâm"],
    ]
    return workbook(rows)


def with_baseline() -> bytes:
    """As seed 002: 2025 target and result, 2026 target; then what was reached."""
    rows: list[Cells] = [
        [
            "STT",
            "Chỉ tiêu",
            "Kế hoạch năm 2025",
            "Kết quả Năm 2025",
            "Kế hoạch năm 2026",
            "Kết quả 5 tháng đầu năm 2026",
            "So với kế hoạch (%)",
        ],
        [1, NAMES[0], 50, 52.9, 70, 56.5, 80.7],
        [2, NAMES[1], 95, 97, 98, 91, 92.9],
    ]
    return workbook(rows)


def tasks() -> bytes:
    """A table of tasks: its «Kết quả» is the product."""
    rows: list[Cells] = [
        ["Phụ lục II: nhiệm vụ"],
        ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Kết quả"],
        [1, "Xây dựng kế hoạch chuyển đổi số", "Văn phòng", "Quý II/2026", "Kế hoạch được ban hành"],
    ]
    return workbook(rows)


def bare_result(title: str = "") -> bytes:
    """«Kết quả» with no neighbour that tells."""
    return workbook([[title], ["STT", "Chỉ tiêu", "Kết quả", "Ghi chú"], [1, NAMES[0], 56.5], [2, NAMES[1], 91]])


def by_habit() -> bytes:
    """«Tổng số hồ sơ» and «Số hồ sơ đã …» instead of b and a."""
    rows: list[Cells] = [
        [
            "STT",
            "Chỉ tiêu",
            "Tổng số hồ sơ",
            "Số hồ sơ đã xử lý trực tuyến",
            "Tỷ lệ (%)",
            "Khó khăn, vướng mắc",
            "Giải pháp",
        ],
        [1, NAMES[5], 2000, 1610, 80.5, "mạng chậm", "nâng cấp đường truyền"],
    ]
    return workbook(rows)


def like_names() -> bytes:
    """Names as the agency shortens them, one of another level, one that is nobody's."""
    rows: list[Cells] = [
        ["STT", "Chỉ tiêu", "Kết quả thực hiện"],
        [11, "Tỷ lệ hồ sơ TTHC được xử lý trực tuyến", 80.5],
        [12, "Tỷ lệ hồ sơ thủ tục hành chính xử lý trực tuyến cấp xã", 71],
        [13, "Tỷ lệ giao dịch hành chính phi tiếp xúc", 89.5],
        [14, "Số cuộc họp giao ban", 4],
    ]
    return workbook(rows)
