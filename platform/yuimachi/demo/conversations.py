"""A month of the residents' chat for a demo town, made from its own FAQ: the same each time, ending now."""

import csv
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from django.utils import timezone

from assistants.public import PastConversation, PastHandover, PastTurn, PastWord, WrittenReply
from tenants.public import SectionFacts, opening_hours
from yuimachi.demo.content import DemoTown

_DAYS: Final = 60
_A_DAY: Final = 14  # conversations on an ordinary day
# How often residents ask, hour by hour: the lunch break, and the evening when the town hall is shut.
_HOURS: Final = (1, 0, 0, 0, 0, 1, 3, 6, 8, 10, 9, 8, 11, 8, 7, 7, 7, 8, 9, 12, 13, 11, 7, 3)
_CHANNELS: Final = (("page", 60), ("widget", 30), ("line", 10))
_LANGUAGES: Final = (("ja", 93), ("ja-easy", 4), ("en", 3))
_SECOND_QUESTION: Final = 0.35
_RATED: Final = 0.22
_HELPFUL: Final = 0.84


@dataclass(frozen=True, slots=True)
class Takers:
    """Who took a hand-over in the demo, by section: id and name of a person."""

    by_section: Mapping[int, tuple[int, str]]


@cache
def _talks() -> Any:
    return yaml.safe_load((Path(__file__).parent / "talks.yaml").read_text(encoding="utf-8"))


def past_conversations(
    *, written: DemoTown, sections: tuple[SectionFacts, ...], takers: Takers, now: datetime
) -> list[PastConversation]:
    """Conversations of the last sixty days, oldest first, with some handed over in each state."""
    dice = random.Random(written.slug)  # noqa: S311  a demo that is the same each time
    by_name = {section.name: section.id for section in sections}
    with written.faq.open(encoding="utf-8-sig") as file:
        faq = list(csv.DictReader(file))
    made = [_conversation(dice, faq, by_name, sections, at) for at in _moments(dice, now)]
    return made + [_handed_over(item, written, sections, takers, now) for item in _talks()["handovers"]]


def canned_replies(*, sections: tuple[SectionFacts, ...]) -> list[WrittenReply]:
    """What the desks of the demo send again and again."""
    found = []
    for item in _talks()["canned"]:
        desk = next((one.id for one in sections if item.get("duty") and item["duty"] in one.duties), None)
        found.append(WrittenReply(item["title"], item["text"], desk))
    return found


def _moments(dice: random.Random, now: datetime) -> list[datetime]:
    """When conversations begin: fewer at the weekend, slowly more as the chat becomes known, none in the future."""
    today, found = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0), []
    for ago in range(_DAYS, -1, -1):
        day = today - timedelta(days=ago)
        usual = _A_DAY * (0.6 if day.weekday() >= 5 else 1.0) * (0.75 + 0.5 * (1 - ago / _DAYS))  # noqa: PLR2004  Saturday
        hours = dice.choices(range(24), weights=_HOURS, k=max(1, round(dice.gauss(usual, 3))))
        found += [day + timedelta(hours=hour, minutes=dice.randrange(60)) for hour in hours]
    return sorted(at for at in found if at < now - timedelta(minutes=5))


def _conversation(
    dice: random.Random,
    faq: list[dict[str, str]],
    by_name: dict[str, int],
    sections: tuple[SectionFacts, ...],
    at: datetime,
) -> PastConversation:
    count = 1 + (dice.random() < _SECOND_QUESTION)
    turns = [_turn(dice, faq, by_name, sections, at + timedelta(minutes=2 * n)) for n in range(count)]
    channel = dice.choices([name for name, _w in _CHANNELS], weights=[w for _name, w in _CHANNELS])[0]
    language = dice.choices([name for name, _w in _LANGUAGES], weights=[w for _name, w in _LANGUAGES])[0]
    return PastConversation(channel, language, tuple(turns))


def _turn(
    dice: random.Random,
    faq: list[dict[str, str]],
    by_name: dict[str, int],
    sections: tuple[SectionFacts, ...],
    at: datetime,
) -> PastTurn:
    roll = dice.random()
    if roll < 0.09:  # noqa: PLR2004  one question in eleven finds no answer
        item = dice.choice(_talks()["unanswered"])
        rating = "not_helpful" if dice.random() < _RATED else ""
        return PastTurn(at, item["question"], "", "not_found", _desk(sections, item["duty"]), rating=rating)
    if roll < 0.12:  # noqa: PLR2004  and one in thirty is about something else
        return PastTurn(at, dice.choice(_talks()["off_topic"]), "", "off_topic")
    row = faq[int(len(faq) * dice.random() ** 2)]  # the first ones are asked most
    wordings = [row["質問"], *[other for other in row["言い換え"].split("／") if other]]
    outcome = "answered_curated" if dice.random() < 0.6 else "quoted"  # noqa: PLR2004  as measured on the demo's FAQ
    rating, reason, comment = _said(dice)
    return PastTurn(
        at,
        dice.choice(wordings),
        row["回答"],
        outcome,
        by_name.get(row["担当課"]),
        source=row["質問"],
        rating=rating,
        reason=reason,
        comment=comment,
    )


def _said(dice: random.Random) -> tuple[str, str, str]:
    """Rating, reason, comment."""
    if dice.random() >= _RATED:
        return "", "", ""
    if dice.random() < _HELPFUL:
        return "helpful", "", ""
    item = dice.choice(_talks()["comments"])
    return item["rating"], item["reason"], item["comment"]


def _handed_over(
    item: dict[str, Any], written: DemoTown, sections: tuple[SectionFacts, ...], takers: Takers, now: datetime
) -> PastConversation:
    opened = now - timedelta(hours=item["hours_ago"])
    section_id = _desk(sections, item["duty"])
    section = next((one for one in sections if one.id == section_id), None)
    profile = written.profile
    hours = opening_hours(
        desk=section.hours if section else "", town=profile["weekday_hours"], closed=profile["closed_days"]
    )
    free = item["state"] in {"open", "transferred"}
    person_id, person_name = (None, "") if free else takers.by_section.get(section_id or 0, (None, ""))
    past = PastHandover(
        state=item["state"],
        opened_at=opened,
        promised_at=hours.after(at=opened, minutes=480),
        section_id=section_id,
        words=tuple(PastWord(word["kind"], word["text"], word["minutes"]) for word in item["words"]),
        name=item["name"],
        contact=item["contact"],
        person_id=person_id,
        person_name=person_name,
        section_name=section.name if section else "",
    )
    turn = PastTurn(opened - timedelta(minutes=3), item["question"], "", "not_found", section_id)
    return PastConversation("page", "ja", (turn,), past)


def _desk(sections: tuple[SectionFacts, ...], duty: str) -> int | None:
    return next((section.id for section in sections if duty in section.duties), None)
