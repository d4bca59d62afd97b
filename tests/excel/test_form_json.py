import json
from dataclasses import fields

import pytest
from form_samples import filled, parsed

from lib.domain.errors import UploadRefused
from lib.domain.submission import Line
from lib.excel.form_json import dump_form, dump_refusal, load_form
from lib.excel.return_form import parse_return


def test_a_form_comes_back_as_it_went() -> None:
    form = parse_return(filled(G9="Có số liệu", H9=1, I9=3, J9="33,30", K9="Hệ thống «A»", G14="Đã đạt", J11="x"))
    again = load_form(dump_form(form))
    assert again == form
    assert [type(getattr(again.lines[0], field.name)) for field in fields(Line)] == [
        type(getattr(form.lines[0], field.name)) for field in fields(Line)
    ]


def test_exact_figures_stay_exact() -> None:
    form = parsed(H9=1, I9=3)
    assert str(load_form(dump_form(form)).lines[0].value) == str(form.lines[0].value)


def test_a_refusal_comes_back_as_the_same_refusal() -> None:
    with pytest.raises(UploadRefused) as refusal:
        load_form(dump_refusal(UploadRefused("form-altered", "S", "B2", part="x")))
    fault = refusal.value
    assert (fault.code, fault.sheet, fault.cell, fault.facts) == ("form-altered", "S", "B2", {"part": "x"})


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"{}", id="neither"),
        pytest.param(b"[1]", id="a list"),
        pytest.param(b'{"form": {"fingerprint": 1}}', id="half a form"),
        pytest.param(b"\xff\xfe", id="not text"),
    ],
)
def test_anything_else_is_not_a_form(content: bytes) -> None:
    with pytest.raises(ValueError):
        load_form(content)


def test_the_wire_carries_plain_json() -> None:
    assert json.loads(dump_form(parsed(H9=1, I9=2)))["form"]["lines"][0]["value"] == "50"
