from datetime import date

import streamlit as st

from lib.charts.notices import notice
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.submission import Outcome
from lib.ui import loaders, returns, tables
from lib.ui.choosers import choose_agency, choose_period, choose_plan
from lib.ui.markup import show
from lib.ui.shell import card, careful, guard
from lib.ui.state import generation, go, keep_for_next_run, kept, renew
from lib.wording import receipts
from lib.wording import submission as words
from lib.workflows.receive_submission import Preview, Receipt

guard("submit")


def draw_form(plan: PlanSummary, period: Period) -> None:
    with card("form"):
        st.subheader("1. Lấy biểu trống")
        agency = choose_agency(plan, period)
        if agency is None:
            show(notice(words.NOBODY, "empty"), key="nobody")
            return
        st.download_button(
            words.form_button(agency.name, period),
            data=lambda: loaders.blank_form(plan.code, agency.code, period),
            file_name=f"{plan.code}_{period}_{agency.code}.xlsx",
            on_click="ignore",
            icon=":material/download:",
        )


def draw_upload() -> None:
    with card("upload"):
        st.subheader("2. Nộp biểu đã điền")
        file = st.file_uploader(
            "Kéo thả hoặc chọn tệp .xlsx (biểu của phần mềm, tối đa 10 MB)",
            type=["xlsx"],
            max_upload_size=10,
            key=f"tep-{generation('upload')}",
            on_change=keep_for_next_run,
            args=("receipt", None),
        )
        if file is None:
            show(notice(words.UPLOAD_HINT, "note"), key="hint")
            return
        with st.spinner("Đang đọc và kiểm tra tệp…"):
            seen = returns.preview(file.name, file.getvalue())
        draw_preview(seen, file.name, file.getvalue())


def draw_preview(seen: Preview, name: str, content: bytes) -> None:
    show(notice(returns.preview_words(seen), "bad" if seen.blocked else "note"), key="verdict")
    if seen.issues:
        tables.issues(seen.issues, key="issues")
    if seen.changes:
        tables.changes(seen.changes, key="changes")
    if seen.duplicate_of is not None:
        return
    if seen.blocked:
        st.button("Ghi nhận trả lại", on_click=take, args=(name, content, None), icon=":material/undo:")
        return
    by = st.text_input("Người nộp", key="by")
    day = st.date_input("Ngày nhận", value=loaders.today(), format="DD/MM/YYYY", key="day")
    reason = st.text_input("Lý do chấp nhận các cảnh báo", key="reason") if seen.asks_reason else None
    ready = bool(by.strip()) and (reason is None or bool(reason.strip()))
    st.button(
        receipts.confirm_label(len(seen.form.lines) if seen.form else 0),
        type="primary",
        disabled=not ready,
        on_click=take,
        args=(name, content, reason, by, day),
        icon=":material/task_alt:",
        help=None if ready else "Điền người nộp và lý do trước.",
    )


@careful
def take(name: str, content: bytes, reason: str | None, by: str = "", day: date | None = None) -> None:
    """Button callback: one transaction, then the receipt on the next run."""
    receipt = returns.receive(name, content, reason=reason, by=by or "secretariat", day=day or loaders.today())
    keep_for_next_run("receipt", receipt)
    renew("upload")


def draw_receipt() -> None:
    receipt = kept("receipt")
    if not isinstance(receipt, Receipt):
        return
    kind = "good" if receipt.outcome is Outcome.ACCEPTED else "bad"
    show(notice(returns.receipt_words(receipt), kind, receipts.receipt_title(receipt.outcome)), key="receipt")
    if receipt.outcome is Outcome.ACCEPTED and st.button("Xem đơn vị", icon=":material/arrow_forward:"):
        go("agency", kh=receipt.plan_code, dv=receipt.agency_code, ky=str(receipt.period))


st.title("Nộp báo cáo")
with st.container(horizontal=True, key="pick"):
    plan = choose_plan()
    period = choose_period(plan, with_baseline=False)
draw_receipt()
draw_form(plan, period)
draw_upload()
with card("recent"):
    st.subheader("Các tệp mới nhận")
    tables.submissions(loaders.recent_submissions(), key="recent")
