"""What residents asked lately that nobody could answer, for apps that offer answers."""

from typing import Final

from knowledge.models import Gap, GapQuestion

MOST: Final = 300


def open_questions() -> tuple[str, ...]:
    """Masked questions of open gaps, the latest first, at most MOST; one query. Only for who may see gaps."""
    rows = GapQuestion.objects.filter(audience="residents", gap__state=Gap.State.OPEN).order_by("-at")
    return tuple(dict.fromkeys(rows.values_list("text", flat=True)[:MOST]))
