"""Numbers and facts: `{% stat_tile %}`, `{% description_list %}`, `{% chart %}`."""

from collections.abc import Iterable
from typing import Any

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from web.charts import Chart

register = Library()


@register.simple_tag
def stat_tile(label: str, value: str | int, unit: str = "", note: str = "") -> SafeString:
    """One figure with its name, unit and a line of explanation."""
    return format_html(
        '<div class="tile"><p class="tile__label">{}</p><p class="tile__value">{}{}</p>{}</div>',
        label,
        value,
        format_html('<span class="tile__unit">{}</span>', unit) if unit else "",
        format_html('<p class="tile__note">{}</p>', note) if note else "",
    )


@register.simple_tag
def description_list(pairs: Iterable[tuple[str, Any]]) -> SafeString:
    """Terms and what they are."""
    lines = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", pairs)
    return format_html('<dl class="pairs">{}</dl>', lines)


@register.inclusion_tag("web/components/chart.html")
def chart(chart: Chart) -> dict[str, Any]:
    """A chart as a picture with its numbers as a table below."""
    return {"chart": chart}
