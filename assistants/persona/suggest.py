"""Which questions are offered now: those of the page first, then of the season and hour, then the ones for always."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F

from assistants.models import SuggestedQuestion

MOST: Final = 6
_OF_THE_SEASON: Final = 3
_SEASONS: Final = {
    **dict.fromkeys((3, 4, 5), "spring"),
    **dict.fromkeys((6, 7, 8), "summer"),
    **dict.fromkeys((9, 10, 11), "autumn"),
    **dict.fromkeys((12, 1, 2), "winter"),
}


@dataclass(frozen=True, slots=True)
class Window:
    """When and where a question is offered; `day` as month × 100 + day."""

    first_day: int | None = None
    last_day: int | None = None
    first_hour: int | None = None
    last_hour: int | None = None
    path_prefix: str = ""

    def is_open(self, *, now: datetime, path: str) -> bool:
        """Whether it is offered at that local time on a page."""
        day = now.month * 100 + now.day
        return (
            _within(day, self.first_day, self.last_day)
            and (self.first_hour is None or _hour_within(now.hour, self.first_hour, self.last_hour))
            and path.startswith(self.path_prefix)
        )


def suggestions(*, now: datetime, path: str, written: Mapping[str, list[str]]) -> tuple[str, ...]:
    """At most six questions; `written`: those of the profile by season, behind the town's own. One query.

    `now` in local time; `path` of the page the chat stands on, empty for the chat page itself.
    """
    rows = SuggestedQuestion.objects.all()
    open_now = [row for row in rows if _window(row).is_open(now=now, path=path)]
    open_now.sort(key=lambda row: (-len(row.path_prefix), row.first_day is None, row.first_hour is None))
    seasonal = written.get(_SEASONS[now.month], [])[:_OF_THE_SEASON]
    return tuple(dict.fromkeys([*(row.text for row in open_now), *seasonal, *written.get("always", [])]))[:MOST]


def count_choice(*, question: str) -> None:
    """One more who asked a suggested question in its very words. One statement."""
    SuggestedQuestion.objects.filter(text=question.strip()).update(clicks=F("clicks") + 1)


def _window(row: SuggestedQuestion) -> Window:
    return Window(row.first_day, row.last_day, row.first_hour, row.last_hour, row.path_prefix)


def _within(day: int, first: int | None, last: int | None) -> bool:
    if first is None or last is None:
        return True
    return first <= day <= last if first <= last else day >= first or day <= last


def _hour_within(hour: int, first: int, last: int | None) -> bool:
    end = 24 if last is None else last
    return first <= hour < end if first < end else hour >= first or hour < end
