"""Charts as pictures: numbers in, SVG and the same numbers as a table out (pygal, our colours, no script, no link)."""

import base64
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import pygal
from django.http import HttpResponse
from django.utils.translation import gettext as _
from pygal.style import Style

from web.quantities import grouped

# pygal puts an importer of the old protocol on the path, which other tools (pytest) trip over; its maps are not used.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__name__ != "PluginImportFixer"]

Shape = Literal["bar", "stacked", "lines", "lying"]
# Each at least 3:1 on white (WCAG 2.2, 1.4.11) and different in lightness from its neighbours.
PALETTE: Final = ("#264af4", "#c74700", "#197a4b", "#7a4fb5", "#00769e", "#927200", "#4d4d4d", "#b3256b")
_FONT: Final = "'Noto Sans JP', 'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic', Meiryo, sans-serif"
_WIDTH: Final = 960
_HEIGHT: Final = 400
_LINE_HEIGHT: Final = 44  # of one lying bar
_LABEL_SIZE: Final = 15
_STYLE: Final = Style(
    background="#ffffff",
    plot_background="#ffffff",
    foreground="#333333",
    foreground_strong="#1a1a1a",
    foreground_subtle="#cccccc",
    colors=PALETTE,
    opacity="1",
    opacity_hover="1",
    guide_stroke_color="#cccccc",
    major_guide_stroke_color="#cccccc",
    guide_stroke_dasharray="none",
    major_guide_stroke_dasharray="none",
    font_family=_FONT,
    label_font_size=_LABEL_SIZE,
    major_label_font_size=15,
    legend_font_size=15,
    value_font_size=15,
    no_data_font_size=18,
    stroke_width=3,
)


def _with_room(shape: Any, share: float) -> Any:
    """The same shape with this share of each label's room left free on both sides (pygal has no option for it)."""
    return type(shape.__name__, (shape,), {"_series_margin": share})


_SHAPES: Final = {
    "bar": _with_room(pygal.Bar, 0.22),
    "stacked": _with_room(pygal.StackedBar, 0.22),
    "lines": pygal.Line,
    "lying": _with_room(pygal.HorizontalBar, 0.16),
}


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers, as many as there are labels; None where nothing was counted."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart and its numbers."""

    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    summary: str
    svg: bytes

    @property
    def data_url(self) -> str:
        """The picture for <img src>; allowed by `img-src data:`."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.svg).decode()

    @property
    def rows(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The table: each label with its numbers, one for each series."""
        return tuple(
            (label, tuple(_written(one.values[place]) for one in self.series))
            for place, label in enumerate(self.labels)
        )


def draw_chart(
    *,
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    unit: str,
    summary: str = "",
    shape: Shape = "bar",
) -> Chart:
    """Draw. `summary` is what the picture says in one sentence (its alternative text).

    Raises ValueError when a series is not as long as the labels.
    """
    if any(len(one.values) != len(labels) for one in series):
        raise ValueError("each series needs one value for each label")
    return Chart(
        title=title,
        unit=unit,
        labels=tuple(labels),
        series=tuple(series),
        summary=summary or title,
        svg=_svg(labels=labels, series=series, shape=shape),
    )


def chart_response(*, chart: Chart) -> HttpResponse:
    """The picture under an address of its own. Its style stands inside it, so it brings its own policy: no script."""
    response = HttpResponse(chart.svg, content_type="image/svg+xml")
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def _svg(*, labels: Sequence[str], series: Sequence[Series], shape: Shape) -> bytes:
    lying = shape == "lying"
    drawing = _SHAPES[shape](
        width=_WIDTH,
        height=120 + _LINE_HEIGHT * len(labels) if lying else _HEIGHT,
        style=_STYLE,
        js=[],
        disable_xml_declaration=True,
        show_legend=len(series) > 1,
        legend_at_bottom=True,
        legend_box_size=14,
        include_x_axis=True,
        show_y_guides=not lying,
        show_x_guides=lying,
        min_scale=4,
        max_scale=6,
        allow_interruptions=True,
        dots_size=5,
        margin=12,
        margin_left=_room_for_labels(labels) if lying else 12,
        truncate_label=-1,
        truncate_legend=-1,
        spacing=16,
        rounded_bars=2,
        value_formatter=lambda value: grouped(number=round(value, 2) if value % 1 else int(value)),
        no_data_text=_("データがありません"),
    )
    # Lying bars grow upwards; people read downwards.
    step = -1 if lying else 1
    drawing.x_labels = list(labels)[::step]
    for one in series:
        drawing.add(one.name, list(one.values)[::step])
    return _without_strangers(drawing.render())


def _room_for_labels(labels: Sequence[str]) -> int:
    """Pixels that pygal forgets on the left: it takes each letter for 0.6 em wide, Japanese ones are 1 em."""
    return 12 + max((round(0.4 * _LABEL_SIZE * len(label)) for label in labels), default=0)


def _without_strangers(svg: str) -> bytes:
    """Without scripts, the maker's comments and its addresses: no other host is named on any page."""
    text = re.sub(r"<script\b.*?</script>|<!--.*?-->", "", svg, flags=re.DOTALL)
    return text.encode()


def _written(value: float | None) -> str:
    if value is None:
        return "－"
    return grouped(number=int(value) if value % 1 == 0 else value)
