import streamlit as st

from lib.charts.notices import notice
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.ui import batch, boards, loaders, one_return, opened_alone, own_layout
from lib.ui.choosers import choose_agency, choose_period, choose_plan
from lib.ui.markup import show
from lib.ui.shell import card, guard
from lib.ui.state import generation, keep_for_next_run, remember
from lib.ui.submissions import draw_list
from lib.wording import batch as batch_words
from lib.wording import jobs as job_words
from lib.wording import submission as words
from lib.workflows.receive_batch import Upload, is_archive

guard("submit")


def draw_form(plan: PlanSummary, period: Period) -> None:
    with card("form"):
        st.subheader("1. Lấy biểu trống")
        if reason := boards.locked_because(plan.code, period):
            show(notice(words.locked(period, reason), "old"), key="locked")
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
        is_folder = st.toggle(job_words.WHOLE_FOLDER, key="whole-folder")
        files = st.file_uploader(
            batch_words.FOLDER_LABEL if is_folder else batch_words.UPLOAD_LABEL,
            accept_multiple_files="directory" if is_folder else True,
            max_upload_size=64,
            key=f"tep-{generation('upload')}",
            on_change=forget,
        )
        uploads = [Upload(file.name, file.getvalue()) for file in files]
        if own_layout.draw_alone():
            return
        if not uploads:
            show(notice(words.UPLOAD_HINT, "note"), key="hint")
        elif len(uploads) == 1 and not is_archive(uploads[0]):
            own_layout.draw(uploads[0].name, uploads[0].content)
        else:
            batch.send(uploads)


def forget() -> None:
    """Old receipts go when the next file comes."""
    keep_for_next_run("receipt", None)
    opened_alone.let_go()
    remember(luot=None)


st.title("Nộp báo cáo")
with st.container(horizontal=True, key="pick"):
    plan = choose_plan()
    period = choose_period(plan, with_baseline=False)
one_return.draw_receipt()
if opened_alone.current() is None:
    batch.draw_chosen()
draw_form(plan, period)
draw_upload()
batch.draw_list()
draw_list(loaders.recent_submissions(), "recent", "Các tệp mới nhận")
