import json

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from lib.charts.bullet import bullet_rows
    from lib.charts.gauge import gauge_svg
    from lib.ui.markup import clickable, show, style
    from tests.standing_samples import line

    style()
    show(gauge_svg(line()), key="gauge")
    st.caption(f"chosen: {clickable(bullet_rows([line()]), key='rows')}")


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_function(page)


def test_a_drawing_reaches_the_page_whole(app: AppTest) -> None:
    drawn = app.run().markdown[0].value
    assert drawn.startswith('<div class="sct"><svg ')
    assert "thiếu 13,1 điểm" in drawn


def test_a_clickable_drawing_carries_its_keys_and_sentences(app: AppTest) -> None:
    (mounted,) = app.run().get("bidi_component")
    html = json.loads(mounted.proto.json)["html"]
    assert 'data-key="C1"' in html
    assert "thiếu 13,1 điểm" in html


def test_nothing_is_chosen_until_something_is(app: AppTest) -> None:
    assert app.run().caption[0].value == "chosen: None"


def test_what_was_clicked_is_told_by_its_key(app: AppTest) -> None:
    app.run()
    app.session_state["rows"] = {"chosen": "C1"}
    assert app.run().caption[0].value == "chosen: C1"
    assert not app.exception
