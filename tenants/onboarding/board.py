"""The board of the first day: every app's steps with what is really missing, what was put off, what comes next."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from tenants.home_tiles import FirstDayStep, first_day_steps
from tenants.models import OnboardingStep
from web.public import Step

PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One step as it stands now. `missing` is a sentence, empty when the step is done."""

    key: str
    title: str
    purpose: str
    url: str
    missing: str
    later: bool
    current: bool

    @property
    def settled(self) -> bool:
        """Whether it no longer holds up the opening: done, or put off by a person."""
        return not self.missing or self.later

    def as_step(self) -> Step:
        """For the row of steps."""
        return Step(self.title, "done" if not self.missing else "current" if self.current else "todo")


@dataclass(frozen=True, slots=True)
class Board:
    """All steps but the last in their order; `ready` when the chat may be opened, `published` when it is."""

    lines: tuple[BoardLine, ...]
    published: bool

    @property
    def ready(self) -> bool:
        """Whether every step before the opening is settled."""
        return all(line.settled for line in self.lines)

    @property
    def done(self) -> int:
        """How many steps have nothing missing."""
        return sum(not line.missing for line in self.lines)


def board(*, published: bool) -> Board:
    """The board of the entered town; one query beside those of the steps (two at most each)."""
    later = set(OnboardingStep.objects.filter(state=OnboardingStep.State.LATER).values_list("key", flat=True))
    asked = [(step, step.missing()) for step in first_day_steps() if step.key != PUBLISH]
    waiting = [step.key for step, missing in asked if missing and step.key not in later]
    lines = (_line(step, missing, step.key in later, step.key == next(iter(waiting), "")) for step, missing in asked)
    return Board(tuple(lines), published)


def mark_step(*, key: str, state: str, person_id: int, now: datetime) -> None:
    """Keep that a step was put off ("later") or confirmed by a person ("done")."""
    OnboardingStep.objects.update_or_create(key=key, defaults={"state": state, "by_id": person_id, "at": now})


def take_up_step(*, key: str) -> None:
    """A step that was put off is open again."""
    OnboardingStep.objects.filter(key=key, state=OnboardingStep.State.LATER).delete()


def _line(step: FirstDayStep, missing: str, later: bool, current: bool) -> BoardLine:
    return BoardLine(
        step.key, str(step.title), str(step.purpose), _address(step.url_name), missing, later and bool(missing), current
    )


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""  # the app of the step has no such page in this installation
