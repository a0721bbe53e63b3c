"""Charts."""

import pytest

from web.charts import PALETTE, Series, chart_response, draw_chart

LABELS = ("住民福祉課", "総務課")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", PALETTE)
def test_every_colour_stands_out_from_white(colour):
    assert 1.05 / (luminance(colour) + 0.05) >= 3


@pytest.mark.parametrize("shape", ["bar", "stacked", "lines", "lying"])
def test_a_picture_names_its_labels_and_no_other_host_and_has_no_script(shape):
    chart = draw_chart(title="質問", unit="件", labels=LABELS, series=[Series("数", (3, None))], shape=shape)
    picture = chart.svg.decode()
    assert "住民福祉課" in picture
    assert "<script" not in picture
    assert "pygal.org" not in picture
    assert set(__import__("re").findall(r"https?://([^/\"']+)", picture)) <= {"www.w3.org"}


def test_the_table_has_every_number_of_the_picture():
    chart = draw_chart(
        title="質問", unit="件", labels=LABELS, series=[Series("昼", (1200, 3.5)), Series("夜", (None, 0))]
    )
    assert chart.rows == (("住民福祉課", ("1,200", "－")), ("総務課", ("3.5", "0")))


def test_a_series_of_another_length_is_refused():
    with pytest.raises(ValueError, match="one value for each label"):
        draw_chart(title="x", unit="", labels=LABELS, series=[Series("数", (1,))])


def test_a_picture_under_its_own_address_can_run_nothing():
    answer = chart_response(chart=draw_chart(title="x", unit="", labels=LABELS, series=[Series("数", (1, 2))]))
    assert answer["Content-Type"] == "image/svg+xml"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_words_in_labels_are_escaped():
    chart = draw_chart(title="x", unit="", labels=("<script>a</script>", "b"), series=[Series("<i>", (1, 2))])
    assert "<script" not in chart.svg.decode()
    assert "<i>" not in chart.svg.decode()
