"""A tip a day: other apps bring them, each person sees one that fits what they may do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise

from tenants.access import Access
from tenants.welcoming.remember import Remembered


@dataclass(frozen=True, slots=True)
class Tip:
    """A sentence or two, and the page on which it is tried out. `needs` is a permission word."""

    text: Promise
    link: Promise
    url_name: str
    needs: str


TipBringer = Callable[[], tuple[Tip, ...]]
_bringers: Final[list[TipBringer]] = []


def register_tips(bringer: TipBringer) -> None:
    """Let an app bring tips; called once when it is ready."""
    if bringer not in _bringers:
        _bringers.append(bringer)


def tip_of_day(*, access: Access, memory: Remembered, today: date) -> Tip | None:
    """The same all day, another one tomorrow, another one at the next desk; None when it was closed or none fits."""
    if memory.tips_off or memory.tip_closed_on == today:
        return None
    tips = [tip for bringer in _bringers for tip in bringer() if access.may(tip.needs)]
    return tips[(today.toordinal() + access.person_id) % len(tips)] if tips else None
