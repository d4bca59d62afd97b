"""Lines of the Quảng Trị plan (its annex rows) as standings, for tests of words and drawings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lib.domain.period import Period
from lib.domain.standing import Absence, Standing, Status, YearTarget

APRIL = Period(2026, 4)

# What a hostile or careless document can carry into a page.
PAYLOADS = ("<script>alert(1)</script>", 'a" onclick="x', "R&D & <b>đậm</b>", "it's «quoted»", "two\nlines")


def line(value: str | None = "56.9", target: str | YearTarget | None = "70", **changes: Any) -> Standing:
    """Annex row 1 (2025: 52,90; 2026: ≥ 70; 2030: 100) at the end of April 2026, changed as asked."""
    figure = None if value is None else Decimal(value)
    if isinstance(target, str) or target is None:
        raw = f"≥ {target}".replace(".", ",") if target else "Duy trì"
        target = YearTarget(2026, ">=", Decimal(target) if target else None, raw)
    asked = target.value
    fields: dict[str, Any] = {
        "plan_code": "QUANGTRI-VP-2026",
        "indicator_code": "C1",
        "indicator_name": "Tiếp nhận, giải quyết TTHC phi địa giới hành chính",
        "unit": "%",
        "kind": "share",
        "direction": "up",
        "agency_code": None,
        "agency_name": None,
        "agency_kind": None,
        "period": APRIL,
        "status": Status.BEHIND,
        "rule": 10,
        "value": figure,
        "target": target,
        "horizon_target": YearTarget(2030, ">=", Decimal(100), "100"),
        "baseline_value": Decimal("52.9"),
        "baseline_raw": "52,90",
        "gap": None if figure is None or asked is None else max(Decimal(0), asked - figure),
    }
    return Standing(**(fields | changes))


def missing(absence: Absence = Absence.MISSING, **changes: Any) -> Standing:
    """Annex row 7: «Ký số», target 95, no figure and no baseline."""
    plain: dict[str, Any] = {
        "indicator_code": "C7",
        "indicator_name": "Ký số trên Hệ thống QLVB và Điều hành",
        "status": Status.NO_DATA,
        "rule": 1,
        "absence": absence,
        "baseline_value": None,
        "baseline_raw": None,
    }
    return line(None, **({"target": "95"} | plain | changes))


def count(value: str | None = "2", **changes: Any) -> Standing:
    """«05 sản phẩm»: a number of things."""
    plain: dict[str, Any] = {
        "indicator_code": "C8",
        "indicator_name": "Số sản phẩm dữ liệu mở được công bố",
        "unit": "sản phẩm",
        "kind": "count",
        "target": YearTarget(2026, ">=", Decimal(5), "05 sản phẩm"),
        "horizon_target": None,
        "baseline_value": Decimal(0),
        "baseline_raw": None,
        "gap": None if value is None else max(Decimal(0), 5 - Decimal(value)),
    }
    return line(value, **(plain | changes))


def duration(value: str = "24", **changes: Any) -> Standing:
    """30 → 15 minutes: less is better."""
    plain: dict[str, Any] = {
        "indicator_code": "C10",
        "indicator_name": "Thời gian trung bình giải quyết một hồ sơ",
        "unit": "phút",
        "kind": "amount",
        "direction": "down",
        "status": Status.AT_RISK,
        "target": YearTarget(2026, "<=", Decimal(15), "≤ 15 phút"),
        "horizon_target": None,
        "baseline_value": Decimal(30),
        "baseline_raw": None,
        "gap": max(Decimal(0), Decimal(value) - 15),
    }
    return line(value, **(plain | changes))


def in_words(status: Status = Status.IN_PROGRESS, **changes: Any) -> Standing:
    """«Ứng dụng»: a qualitative target."""
    plain: dict[str, Any] = {
        "indicator_code": "C9",
        "indicator_name": "Ứng dụng trợ lý ảo trong xử lý văn bản",
        "unit": "",
        "kind": "qualitative",
        "status": status,
        "rule": 2,
        "target": YearTarget(2026, "none", None, "Ứng dụng"),
        "horizon_target": None,
        "baseline_value": None,
        "baseline_raw": None,
    }
    return line(None, **(plain | changes))


def april() -> list[Standing]:
    """The overview of the prototype: two to direct, one at risk, one on its way, two met, one without a figure."""
    return [
        line(),
        line("91", "100", indicator_code="C2", indicator_name="TTHC thực hiện trực tuyến", status=Status.REGRESSING),
        line("68.4", indicator_code="C3", indicator_name="Giao dịch hành chính “phi tiếp xúc”", status=Status.ON_TRACK),
        line("81.6", "82", indicator_code="C4", indicator_name="Hồ sơ TTHC xử lý trực tuyến", status=Status.AT_RISK),
        line("98.1", "98", indicator_code="C5", indicator_name="Dịch vụ công trực tuyến", status=Status.MET, rule=3),
        line("96.3", "96", indicator_code="C6", indicator_name="Số hóa hồ sơ", status=Status.MET, rule=3),
        missing(),
    ]


def agencies() -> list[Standing]:
    """Annex row 1 for five agencies: three behind, one met, one silent."""
    rows = (
        ("cong-an", "Công an tỉnh", "37.2", 310),
        ("so-yte", "Sở Y tế", "60.5", 90),
        ("gio-linh", "Xã Gio Linh", "46.1", 12),
    )
    short = [
        line(value, agency_code=code, agency_name=name, agency_kind="department", need=need)
        for code, name, value, need in rows
    ]
    met = line("71.2", agency_code="so-gd", agency_name="Sở GD và ĐT", status=Status.MET, rule=3, need=0)
    owner = {"agency_code": "dong-ha", "agency_name": "Phường Đông Hà"}
    silent = missing(indicator_code="C1", target=line().target, **owner)
    return [*short, met, silent]
