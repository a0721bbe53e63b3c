"""A division as a picture: each member's share beside last year's."""

from django.utils.translation import gettext as _

from billing.allocating.sheet import Sheet
from web.public import Chart, Series, draw_chart


def picture_of(*, sheet: Sheet) -> Chart:
    """Lying bars, the members in the order of the sheet."""
    rows = sheet.rows
    series = [Series(_("今回"), tuple(float(row.total) for row in rows))]
    if sheet.has_last_year:
        last = (None if row.last_year is None else float(row.last_year) for row in rows)
        series.append(Series(_("前年度"), tuple(last)))
    most = max(rows, key=lambda row: row.total)
    share = round(most.total * 100 / sheet.net) if sheet.net else 0
    summary = _("最も多いのは%(name)sで、全体の%(share)s%%です。") % {"name": most.name, "share": share}
    labels = [row.name for row in rows]
    title = _("団体ごとの負担額")
    return draw_chart(title=title, labels=labels, series=series, unit=_("円"), summary=summary, shape="lying")
