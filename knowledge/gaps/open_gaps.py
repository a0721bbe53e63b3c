"""The open gaps of residents as words and counts, for apps that compare towns; no question's text crosses."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from knowledge.models import Gap

MOST: Final = 500


@dataclass(frozen=True, slots=True)
class OpenGap:
    """`words`: distinct words of the first question, in the search spelling; `questions`: how many were asked."""

    words: tuple[str, ...]
    questions: int


def open_gaps(*, since: datetime) -> tuple[OpenGap, ...]:
    """Gaps that somebody met since, the most pressing first; one query."""
    rows = Gap.objects.filter(state__in=[Gap.State.OPEN, Gap.State.DRAFTED], audience="residents", joined_into=None)
    found = rows.filter(last_at__gte=since).values_list("words", "count")[:MOST]
    return tuple(OpenGap(tuple(words), count) for words, count in found)
