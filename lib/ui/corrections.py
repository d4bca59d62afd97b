"""The forms with which the secretariat completes a plan: agencies, who owes what, baselines, how it is measured."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from lib.charts.notices import notice
from lib.domain.agency import Agency, AgencyKind, Collective
from lib.domain.catalog import Direction, Frequency, Indicator, Measure, PlanSummary
from lib.domain.line_checks import is_survey
from lib.domain.naming import slug
from lib.domain.number_text import read_number
from lib.domain.period import Period
from lib.ui import loaders
from lib.ui.indicator_loaders import ground
from lib.ui.markup import show
from lib.ui.state import keep_for_next_run, kept
from lib.ui.who import ask_who, who
from lib.wording import corrections as words
from lib.wording import labels, numbers, review
from lib.workflows import clock, correct_catalog, load_catalog
from lib.workflows.communes import communes_of, provinces
from lib.workflows.correct_catalog import Correction


def draw_corrections(plan: PlanSummary, indicators: tuple[Indicator, ...]) -> None:
    """All the forms, each closed until it is needed, and what the last one wrote."""
    done = kept("correction")
    if isinstance(done, str):
        show(notice(done, "good"), key="correction-done")
        keep_for_next_run("correction", None)
    ask_who(review.WORKER, review.WORKER_HINT)
    if indicators:
        with st.expander("Mốc so sánh (kết quả năm trước)", icon=":material/flag_circle:"):
            _baseline(plan, indicators)
        with st.expander("Giao đơn vị báo cáo", icon=":material/assignment_ind:"):
            _assignment(plan, indicators)
        with st.expander("Cách đo, chiều tốt, tần suất", icon=":material/tune:"):
            _measure(plan, indicators)
        if surveys := tuple(one for one in indicators if is_survey(one.kind, one.name)):
            with st.expander("Số người được khảo sát", icon=":material/groups:"):
                _population(plan, surveys)
        with st.expander("Ngắt chuỗi số liệu (đổi cách đo, định nghĩa)", icon=":material/content_cut:"):
            _break(plan, indicators)
    with st.expander("Danh bạ đơn vị", icon=":material/apartment:"):
        _agencies()


def _baseline(plan: PlanSummary, indicators: tuple[Indicator, ...]) -> None:
    st.caption(words.BASELINE_HINT)
    with st.form("baseline", border=False):
        indicator = _indicator(indicators)
        agency = st.selectbox("Đơn vị", [None, *loaders.agencies(plan.province)], format_func=_agency_name)
        value = st.text_input("Giá trị", placeholder="52,9")
        day = st.date_input("Ngày", value=plan.baseline_date, format="DD/MM/YYYY")
        source = st.text_input("Nguồn", placeholder="Báo cáo số 12/BC-UBND ngày 05/01/2026")
        if st.form_submit_button("Ghi mốc"):
            number = read_number(value)
            if number is None or not source.strip():
                st.error("Cần giá trị là một con số (52,9) và nguồn.")
                return
            correct_catalog.enter_baseline(
                loaders.database(),
                plan.code,
                indicator.code,
                agency.code if agency else None,
                _one_day(day, plan.baseline_date),
                number,
                source=source,
                at=clock.now_text(),
                by=who(),
            )
            _done(words.entered(f"mốc {value} cho {_agency_name(agency)}"))
    st.caption(words.ADOPT_HINT)
    if st.button("Lấy mốc tạm từ số liệu đầu tiên", key="adopt"):
        count = correct_catalog.adopt_baselines(loaders.database(), plan.code, at=clock.now_text(), by=who())
        _done(words.adopted(count))


def _assignment(plan: PlanSummary, indicators: tuple[Indicator, ...]) -> None:
    start = Period(plan.year, 1)
    periods = list(start.through(Period(plan.year + 4, 12)))
    with st.form("assignment", border=False):
        indicator = _indicator(indicators)
        agency = st.selectbox("Đơn vị", loaders.agencies(plan.province), format_func=_agency_name)
        first = st.selectbox("Từ kỳ", periods, format_func=numbers.period)
        last = st.selectbox("Đến kỳ", [None, *periods], format_func=words.until)
        if st.form_submit_button("Giao") and agency:
            correct_catalog.assign(
                loaders.database(),
                plan.code,
                indicator.code,
                agency.code,
                first,
                last,
                at=clock.now_text(),
                by=who(),
            )
            _done(words.entered(f"{agency.name} báo cáo {indicator.code} từ {numbers.period(first)}"))


def _measure(plan: PlanSummary, indicators: tuple[Indicator, ...]) -> None:
    indicator = _indicator(indicators, key="measured-indicator")
    with st.form(f"measure-{indicator.code}", border=False):
        direction = _choice("Chiều tốt", list(Direction), indicator.direction, labels.DIRECTIONS)
        measure = _choice("Số liệu một kỳ là", list(Measure), indicator.measure, labels.MEASURES)
        frequency = _choice("Tần suất", list(Frequency), indicator.frequency, labels.FREQUENCIES)
        risky = st.checkbox("Nguy cơ sai lệch cao: phải đối chiếu hai nguồn", value=indicator.risky)
        if st.form_submit_button("Ghi"):
            correct_catalog.correct_indicator(
                loaders.database(),
                plan.code,
                indicator.code,
                Correction(Direction(direction), Measure(measure), Frequency(frequency), risky),
                at=clock.now_text(),
                by=who(),
            )
            _done(words.entered(f"cách đo của {indicator.code}"))


def _population(plan: PlanSummary, surveys: tuple[Indicator, ...]) -> None:
    st.caption(words.POPULATION_HINT)
    with st.form("population", border=False):
        indicator = _indicator(surveys, key="surveyed-indicator")
        agency = st.selectbox("Đơn vị", loaders.agencies(plan.province), format_func=_agency_name)
        size = st.number_input("Tổng số người đã được phục vụ", min_value=0, step=1, value=None)
        source = st.text_input("Nguồn", placeholder="Báo cáo số 12/BC-UBND ngày 05/01/2026")
        if st.form_submit_button("Ghi số người") and agency:
            if not size or not source.strip():
                st.error("Cần số người (từ 1 trở lên) và nguồn.")
                return
            correct_catalog.enter_survey_population(
                loaders.database(),
                plan.code,
                indicator.code,
                agency.code,
                int(size),
                source=source,
                at=clock.now_text(),
                by=who(),
            )
            _done(words.surveyed(int(size), agency.name))


def _break(plan: PlanSummary, indicators: tuple[Indicator, ...]) -> None:
    st.caption(words.BREAK_HINT)
    indicator = _indicator(indicators, key="broken-indicator")
    known = ground(plan.code, indicator.code).breaks
    st.caption(words.breaks_known(known))
    periods = list(Period(plan.year, 1).through(Period(plan.year + 4, 12)))
    with st.form(f"break-{indicator.code}", border=False):
        period = st.selectbox("Kỳ đầu tiên không so được với trước", periods, format_func=numbers.period)
        reason = st.text_input("Lý do", placeholder="Từ tháng 4 chỉ đếm hồ sơ nộp toàn trình (Công văn số 12)")
        mark = st.form_submit_button("Ghi ngắt chuỗi")
        withdraw = st.form_submit_button("Bỏ ngắt chuỗi của kỳ này") if known else False
    if mark or withdraw:
        change = correct_catalog.withdraw_break if withdraw else correct_catalog.mark_break
        change(loaders.database(), plan.code, indicator.code, period, reason=reason, at=clock.now_text(), by=who())
        _done(words.entered(f"ngắt chuỗi của {indicator.code}, kỳ {numbers.period(period)}"))


def _agencies() -> None:
    with st.form("province", border=False):
        province = st.selectbox("Đưa vào toàn bộ xã, phường, đặc khu của tỉnh", provinces())
        if st.form_submit_button("Đưa vào danh bạ") and province:
            count = load_catalog.take_in_agencies(
                loaders.database(), communes_of(province), at=clock.now_text(), by=who()
            )
            _done(words.took_in(count, province))
    st.caption("Thêm hoặc sửa một cơ quan (cùng tên, cùng tỉnh là sửa).")
    with st.form("agency", border=False):
        name = st.text_input("Tên")
        kind = st.selectbox("Loại", list(AgencyKind), format_func=lambda k: labels.AGENCY_KINDS[k])
        place = st.selectbox("Tỉnh", provinces(), key="agency-province")
        aliases = st.text_input("Tên gọi khác, cách nhau bằng dấu |")
        opened = st.date_input("Thành lập", value=None, format="DD/MM/YYYY")
        closed = st.date_input("Giải thể", value=None, format="DD/MM/YYYY")
        if st.form_submit_button("Ghi cơ quan") and name.strip() and place:
            agency = Agency(
                code=slug(f"{place} {name}"),
                name=name.strip(),
                kind=AgencyKind(kind or AgencyKind.DEPARTMENT),
                province=place,
                aliases=_parts(aliases),
                valid_from=opened if isinstance(opened, date) else None,
                valid_to=closed if isinstance(closed, date) else None,
            )
            load_catalog.take_in_agencies(loaders.database(), [agency], at=clock.now_text(), by=who())
            _done(words.entered(agency.name))

    st.caption("Nhóm cơ quan: tên trong văn bản đứng cho những loại đơn vị nào (cùng tên là sửa).")
    with st.form("collective", border=False):
        name = st.text_input("Tên nhóm", placeholder="Các sở, ban, ngành")
        kinds = st.multiselect("Gồm các loại", list(AgencyKind), format_func=lambda k: labels.AGENCY_KINDS[k])
        aliases = st.text_input("Cách viết khác, cách nhau bằng dấu |")
        if st.form_submit_button("Ghi nhóm") and name.strip():
            group = Collective(name.strip(), frozenset(AgencyKind(k) for k in kinds), _parts(aliases))
            load_catalog.take_in_agencies(loaders.database(), [], [group], at=clock.now_text(), by=who())
            _done(words.entered(group.name))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _indicator(indicators: tuple[Indicator, ...], key: str | None = None) -> Indicator:
    chosen = st.selectbox("Chỉ tiêu", indicators, format_func=lambda i: f"{i.ordinal}. {i.name}", key=key)
    return chosen or indicators[0]


def _choice(label: str, options: list[Any], current: str, words_of: Mapping[Any, str]) -> str:
    chosen = st.selectbox(label, options, index=options.index(current), format_func=lambda o: words_of[o])
    return chosen or current


def _agency_name(agency: Agency | None) -> str:
    return agency.name if agency else words.WHOLE_PLAN


def _one_day(picked: object, otherwise: date) -> date:
    return picked if isinstance(picked, date) else otherwise


def _done(sentence: str) -> None:
    keep_for_next_run("correction", sentence)
    st.rerun()
