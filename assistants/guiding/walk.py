"""Walking a guide: answers so far lead to the present step; nothing but the answers is needed."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from assistants.guiding.content import Content, Exit, GuideStep, Item

_MOST_NUMBER = 10_000


class NotAnAnswer(ValueError):
    """What was typed answers nothing here; the sentence says what would."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk stands. `answers`: pairs of step key and what was answered, those that still lead here."""

    step: GuideStep
    answers: tuple[tuple[str, str], ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Of a result: what fits the answers."""
        said = dict(self.answers)
        return tuple(item for item in self.step.items if not item.if_step or said.get(item.if_step) == item.if_is)

    @property
    def labels(self) -> tuple[str, ...]:
        """Of a choice: what can be chosen, each once."""
        return tuple(dict.fromkeys(way.label for way in self.step.exits)) if self.step.kind == "choice" else ()


def place_of(*, content: Content, answers: tuple[tuple[str, str], ...], today: date) -> Place:
    """Go from the start along the answers as far as they lead: after a new version perhaps less far than before."""
    step = content.steps[0]
    kept: list[tuple[str, str]] = []
    for key, value in answers:
        if key != step.key or step.kind == "result":
            break
        try:
            following = content.step(_way(step, value, dict(kept), today).to)
        except NotAnAnswer:
            break
        if following is None:
            break
        kept.append((key, value))
        step = following
    return Place(step, tuple(kept))


def go_on(*, content: Content, place: Place, value: str, today: date) -> Place:
    """The place after answering `value`. Raises NotAnAnswer."""
    value = value.strip()
    _way(place.step, value, dict(place.answers), today)
    return place_of(content=content, answers=(*place.answers, (place.step.key, value)), today=today)


def _way(step: GuideStep, value: str, said: dict[str, str], today: date) -> Exit:
    number = None if step.kind == "choice" else _number(step, value, today)
    for way in step.exits:
        if way.if_step and said.get(way.if_step) != way.if_is:
            continue
        if number is None and way.label == value:
            return way
        if number is not None and _within(way, number):
            return way
    raise NotAnAnswer(_("下の答えから、ひとつ選んでください。"))


def _within(way: Exit, number: int) -> bool:
    return (way.at_least is None or number >= way.at_least) and (way.at_most is None or number <= way.at_most)


def _number(step: GuideStep, value: str, today: date) -> int:
    """The number; of a date the days since it."""
    if step.kind == "date":
        try:
            return (today - date.fromisoformat(value)).days
        except ValueError as wrong:
            raise NotAnAnswer(_("日付を選んでください。例: 2026-11-01")) from wrong
    text = value.removesuffix(step.unit).strip() if step.unit else value
    if not text.isdecimal() or len(text) > 5 or int(text) > _MOST_NUMBER:  # noqa: PLR2004  digits of _MOST_NUMBER
        raise NotAnAnswer(_("0以上の数字で入力してください。例: 3"))
    return int(text)
