"""What a spreadsheet program opens holds no formula and is known as UTF-8."""

import pytest

from web.public import csv_text, safe_cell


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1"])
def test_what_begins_like_a_formula_does_not_stay_one(text):
    assert safe_cell(text=text) == f"'{text}"
    assert safe_cell(text="ふつうの文") == "ふつうの文"


def test_a_file_begins_with_the_mark_and_keeps_numbers():
    assert csv_text(rows=[["項目", "件数"], ["=cmd", -3]]) == "\ufeff項目,件数\r\n'=cmd,-3\r\n"
