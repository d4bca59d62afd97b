from dataclasses import fields
from enum import StrEnum

import pytest

from lib.charts.palette import ROLES
from lib.domain.agency import AgencyKind
from lib.domain.catalog import Direction, Frequency, Level, Measure
from lib.domain.issue import Severity
from lib.domain.standing import Absence, Status
from lib.domain.submission import Answer
from lib.wording import labels
from tests.standing_samples import line, missing


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        pytest.param(AgencyKind, labels.AGENCY_KINDS, id="agency-kinds"),
        pytest.param(Level, labels.LEVELS, id="levels"),
        pytest.param(Direction, labels.DIRECTIONS, id="directions"),
        pytest.param(Measure, labels.MEASURES, id="measures"),
        pytest.param(Frequency, labels.FREQUENCIES, id="frequencies"),
        pytest.param(Answer, labels.ANSWERS, id="answers"),
        pytest.param(Severity, labels.SEVERITIES, id="severities"),
    ],
)
def test_every_coded_value_has_its_own_word(kind: type[StrEnum], table: dict[StrEnum, str]) -> None:
    assert set(table) == set(kind)
    assert len(set(table.values())) == len(kind)


def test_every_status_has_word_shape_and_a_known_role() -> None:
    looks = [labels.status_look(status) for status in Status]
    assert len({look.word for look in looks}) == len(Status)
    assert {look.role for look in looks} <= set(ROLES)


def test_no_two_roles_share_a_shape() -> None:
    """Without colour the shape alone still tells the roles apart."""
    looks = [labels.status_look(status) for status in Status]
    looks += [labels.absence_look(absence) for absence in Absence]
    roles: dict[str, set[str]] = {}
    for look in looks:
        roles.setdefault(look.shape, set()).add(look.role)
    assert all(len(found) == 1 for found in roles.values()), roles


def test_the_six_greys_have_six_words_and_reasons() -> None:
    assert len({labels.absence_look(absence).word for absence in Absence}) == 6
    assert len({labels.absence_reason(absence) for absence in Absence}) == 6


def test_what_is_not_recognised_is_barred() -> None:
    assert labels.look(missing(Absence.NOT_RECOGNISED)).shape == "barred"


def test_a_verdict_that_is_not_conclusive_is_hollow_and_says_so() -> None:
    shown = labels.look(line("71", status=Status.MET, conclusive=False))
    assert shown.hollow
    assert shown.full_word == "Đạt – chưa kết luận"


def test_a_second_source_that_is_awaited_is_named() -> None:
    shown = labels.look(line("71", status=Status.AT_RISK, awaiting_second_source=True))
    assert shown.word == "Nguy cơ – chờ đối chiếu"


@pytest.mark.parametrize(
    ("name", "word"),
    [
        pytest.param("Số hóa hồ sơ, kết quả giải quyết TTHC", "hồ sơ", id="files"),
        pytest.param("Tiếp nhận, giải quyết TTHC phi địa giới hành chính", "hồ sơ", id="received"),
        pytest.param("Tỷ lệ văn bản ký số", "văn bản", id="documents"),
        pytest.param("Cán bộ, công chức được tập huấn", "người", id="people"),
        pytest.param("Cán bộ cấp xã có máy tính phục vụ giải quyết công việc", "người", id="staff-with-tools"),
        pytest.param("Tỷ lệ ký số trên Hệ thống QLVB và Điều hành", "văn bản", id="signed"),
        pytest.param("Tỷ lệ thủ tục hành chính được tiếp nhận, giải quyết phi địa giới", "hồ sơ", id="row-1"),
        pytest.param("Tỷ lệ thủ tục hành chính cung cấp dịch vụ công trực tuyến", "TTHC", id="procedures"),
        pytest.param("Kinh tế số", "mục", id="unknown"),
    ],
)
def test_an_item_is_called_by_what_is_counted(name: str, word: str) -> None:
    assert labels.item_word(name) == word


def test_the_numerator_names_the_item_before_the_indicator_does() -> None:
    assert labels.item_word("Số văn bản được ký số", "Hồ sơ công việc") == "văn bản"


def test_an_unknown_reporting_state_is_shown_as_it_is() -> None:
    assert labels.reporting_look("frozen").word == "frozen"


def test_a_look_carries_nothing_but_what_is_drawn() -> None:
    assert [field.name for field in fields(labels.Look)] == ["word", "shape", "role", "hollow", "doubt"]


def test_a_long_name_is_cut_at_a_word() -> None:
    name = "Tỷ lệ văn bản, hồ sơ công việc tại cơ quan hành chính nhà nước được xử lý toàn trình"
    assert labels.short_name(name, 40) == "Văn bản, hồ sơ công việc tại cơ quan…"
    assert labels.short_name("Số hóa hồ sơ") == "Số hóa hồ sơ"
