"""What the secretariat sends to those who owe returns: a text to copy and a letter to download."""

from __future__ import annotations

import streamlit as st

from lib.charts.notices import notice
from lib.domain.reporting import Board
from lib.ui.markup import show
from lib.ui.shell import card
from lib.wording import reminders, timeliness
from lib.workflows.remind import letter_of


def draw_reminders(board: Board) -> None:
    """The card «Đôn đốc»: the text for the chat group and the draft letter, to all or to one agency."""
    with card("reminders"):
        st.subheader("Đôn đốc")
        owing = (*board.silent, *board.incomplete)
        if not owing:
            show(notice(timeliness.ALL_IN, "good"), key="all-in")
            return
        st.caption("Tin nhắn cho nhóm: bấm biểu tượng sao chép ở góc phải.")
        st.code(reminders.chat_text(board), language=None, wrap_lines=True)
        names = {row.code: row.name for row in owing}
        whom = st.selectbox(
            "Công văn đôn đốc gửi",
            [None, *names],
            format_func=lambda code: names[code] if code else timeliness.everyone(len(owing)),
            key="whom",
        )
        st.download_button(
            "Tải dự thảo công văn (.docx)",
            data=lambda: letter_of(board, whom),
            file_name=f"don-doc_{board.plan_code}_{board.period}{f'_{whom}' if whom else ''}.docx",
            on_click="ignore",
            icon=":material/download:",
        )
