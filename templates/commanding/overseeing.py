"""The step that counts for the operator, as the page does."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from templates.commanding.consortium import consortium_of
from templates.commanding.printing import printed
from templates.overseeing.as_rows import plain_of, rows_of
from templates.overseeing.overview import overview
from templates.overseeing.span import Span, days_of


def statistics(options: dict[str, Any]) -> Iterator[str]:
    """The rows of the page's CSV, or all figures as one JSON object."""
    now, body = timezone.now(), consortium_of(asked=options["consortium"])
    days = days_of(span=Span(options["span"]), today=timezone.localdate(now))
    seen = overview(consortium_id=body, days=days, now=now)
    if options["json"]:
        return printed(rows=[plain_of(seen=seen)], as_json=True)
    return ("  ".join(str(cell) for cell in row if cell != "") for row in rows_of(seen=seen)[1:])
