"""What other apps use of the page frame; in templates it is `{% load web %}`."""

from web.charts import Chart, Series, chart_response, draw_chart
from web.components.actions import Chip
from web.components.ways import Step, Tab
from web.dates import (
    NotADate,
    clock,
    era_year,
    from_wareki,
    long_date,
    relative,
    short_date,
    spoken_moment,
    spoken_time,
    wareki,
    weekday,
)
from web.errors import show_trouble
from web.event_stream import ServerEvent, event_stream, json_event
from web.forms import DateInput, FileDrop, SeveralFiles, TimeInput
from web.htmx import move_to, render_page, stop_polling, wants_piece, with_toast
from web.navigation import OPERATOR, PERSON, QUICK, RESIDENT, STAFF, NavEntry, links_with, register
from web.pagination import PAGE_SIZE, Cut, Pages, cut, pages_of
from web.quantities import file_size, grouped, percent, yen
from web.request_id import current_request_id, enter_request_id, new_request_id
from web.spreadsheets import UTF8_MARK, XLSX_TYPE, csv_lines, csv_text, safe_cell

__all__ = [
    "OPERATOR",
    "PAGE_SIZE",
    "PERSON",
    "QUICK",
    "RESIDENT",
    "STAFF",
    "UTF8_MARK",
    "XLSX_TYPE",
    "Chart",
    "Chip",
    "Cut",
    "DateInput",
    "FileDrop",
    "NavEntry",
    "NotADate",
    "Pages",
    "Series",
    "ServerEvent",
    "SeveralFiles",
    "Step",
    "Tab",
    "TimeInput",
    "chart_response",
    "clock",
    "csv_lines",
    "csv_text",
    "current_request_id",
    "cut",
    "draw_chart",
    "enter_request_id",
    "era_year",
    "event_stream",
    "file_size",
    "from_wareki",
    "grouped",
    "json_event",
    "links_with",
    "long_date",
    "move_to",
    "new_request_id",
    "pages_of",
    "percent",
    "register",
    "relative",
    "render_page",
    "safe_cell",
    "short_date",
    "show_trouble",
    "spoken_moment",
    "spoken_time",
    "stop_polling",
    "wants_piece",
    "wareki",
    "weekday",
    "with_toast",
    "yen",
]
