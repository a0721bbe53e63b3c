"""When reminders are looked for and sent: each working hour, so that a missed round is caught up the same day."""

from datetime import datetime
from typing import Final

from knowledge.enqueue import enqueue_reminding
from knowledge.reminding.find_due import write_due
from knowledge.reminding.send import unsent

_FIRST_HOUR: Final = 7
_LAST_HOUR: Final = 17  # nobody is rung at night


def remind_in_working_hours(*, now: datetime) -> None:
    """Write down whose turn it is and have it told; `now` is local time. Outside of working hours nothing."""
    if _FIRST_HOUR <= now.hour <= _LAST_HOUR:
        write_due(today=now.date(), now=now)
        ask_for_sending(now=now)


def ask_for_sending(*, now: datetime) -> None:
    """Ring when something is not sent. One query."""
    if unsent(now=now):
        enqueue_reminding(now=now)
