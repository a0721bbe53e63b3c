"""What the demo towns prove and say about shared things (library/worth.yaml), by the product's own steps."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import yaml

from audit_log.public import Actor, ActorKind
from templates.public import (
    answer_question,
    ask_about,
    put_up_approvals,
    put_up_own_entries,
    put_up_proof,
    shown_talk,
    support_wish,
    thank,
    wish_board,
    write_wish,
)
from tenants.public import Town, in_town, town_people, town_sections

_FILE: Final = Path(__file__).with_name("library") / "worth.yaml"


def prove_and_talk(*, towns: Mapping[str, Town], now: datetime) -> None:
    """Prove, ask, answer, thank, wish; what is there already stays. `towns` by the slug."""
    written = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    for one in written["proofs"]:
        _prove(one, towns, now)
    for one in written["talk"]:
        _talk(one, towns, now)
    for one in written["wishes"]:
        _wish(one, towns, now)


def _prove(one: Mapping[str, Any], towns: Mapping[str, Town], now: datetime) -> None:
    """First where it was written, then where it was taken over."""
    item_id = UUID(one["item"])
    for role in ("author", "adopter"):
        said = one[role]
        with in_town(towns[said["town"]]):
            actor, section = _person(), _section(said.get("section"))
            if role == "author" and "values" in said:
                values = {"町名": towns[said["town"]].name, **said["values"]}
                put_up_own_entries(item_id=item_id, section_id=section, values=values, actor=actor, now=now)
            elif "section" in said:
                put_up_approvals(item_id=item_id, section_id=section, fewer=said["fewer"], actor=actor, now=now)
            put_up_proof(item_id=item_id, actor=actor, now=now)


def _talk(one: Mapping[str, Any], towns: Mapping[str, Town], now: datetime) -> None:
    item_id = UUID(one["item"])
    with in_town(towns[one["thanks"]]):
        thank(item_id=item_id, actor=_person(), now=now)
        if shown_talk(item_id=item_id).questions:
            return
    with in_town(towns[one["asks"]["town"]]):
        question = ask_about(item_id=item_id, text=one["asks"]["text"], actor=_person(), now=now)
    with in_town(towns[one["answers"]["town"]]):
        answer_question(question_id=question, text=one["answers"]["text"], actor=_person(), now=now)


def _wish(one: Mapping[str, Any], towns: Mapping[str, Town], now: datetime) -> None:
    with in_town(towns[one["town"]]):
        if any(wish.text == one["text"] for wish in (*wish_board(), *wish_board(closed=True))):
            return
        wish_id = write_wish(text=one["text"], actor=_person(), now=now)
    if "offers" in one:
        with in_town(towns[one["offers"]]):
            support_wish(wish_id=wish_id, offers=True, actor=_person(), now=now)


def _person() -> Actor:
    """The first of the entered town."""
    person = town_people()[0]
    return Actor(ActorKind.PERSON, str(person.id), person.name)


def _section(key: str | None) -> int | None:
    return next((section.id for section in town_sections() if section.key == key), None)
