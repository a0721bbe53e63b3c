"""What the demo towns share and took over: one copy is two editions behind and has the town's own words in it."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import yaml

from audit_log.public import SYSTEM, Actor, ActorKind
from templates.public import WrittenEdition, put_up_adoption, put_up_item, write_law_notice
from tenants.public import Town, consortiums, in_public, in_town, town_people
from yuimachi.demo.content import demo_town

_FILE: Final = Path(__file__).with_name("library") / "adopting.yaml"
_OPERATOR: Final = Actor(ActorKind.OPERATOR, "", "結城 運営")
_CHANGED: Final = {
    "law": "水道法",
    "article": "第15条",
    "text": "給水を止めるときの周知について、方法と時期の定めが加わります。お知らせを出す日を確かめてください。",
    "in_force_on": date(2027, 4, 1),
    "link": "",
}


def share_templates(*, towns: Mapping[str, Town], now: datetime) -> None:
    """Release, take over, tell of a law; what is there already stays. `towns` by the slug."""
    new = False
    for written in yaml.safe_load(_FILE.read_text(encoding="utf-8")):
        item_id, town = UUID(written["id"]), towns[written["town"]]
        municipality = demo_town(slug=written["town"]).municipality
        editions = [_edition(written["content"], one) for one in written["editions"]]
        new |= put_up_item(
            item_id=item_id,
            town=town,
            prefecture=municipality.prefecture,
            editions=editions,
            actor=_OPERATOR,
            now=now,
        )
        if adopted := written.get("adopted"):
            _adopt(item_id, adopted, towns[adopted["town"]], now)
    if new:
        with in_public():
            consortium = consortiums()[0].id
            write_law_notice(values=_CHANGED, consortium_id=consortium, town_id=None, by=_OPERATOR, now=now)


def _adopt(item_id: UUID, adopted: Mapping[str, Any], town: Town, now: datetime) -> None:
    with in_town(town):
        person = next(iter(town_people()), None)
        actor = Actor(ActorKind.PERSON, str(person.id), person.name) if person else SYSTEM
        values = {name: value or town.name for name, value in adopted["values"].items()}
        put_up_adoption(
            item_id=item_id,
            version=adopted["version"],
            values=values,
            changes=adopted["changes"],
            actor=actor,
            now=now,
        )


def _edition(content: Mapping[str, Any], one: Mapping[str, Any]) -> WrittenEdition:
    own = ("fields", "patterns", "input_example", "topic")
    head = {name: value for name, value in content.items() if name not in own}
    if content["kind"] == "faq":
        return WrittenEdition(one["version"], one["note"], {**head, "body": {"patterns": content["patterns"]}})
    if content["kind"] == "evaluation":
        body = {"topic": content["topic"], "questions": one["questions"]}
        return WrittenEdition(one["version"], one["note"], {**head, "body": body})
    if content["kind"] == "text":
        body = {"title": head["title"], "body": one["body"]}
        return WrittenEdition(one["version"], one["note"], {**head, "body": body})
    kept = ("title", "purpose", "task", "cautions", "licence", "author", "laws", "blanks", "fields", "input_example")
    body = {"format": "yuimachi.prompt-template/1", "kind": "prompt", "body": one["body"]}
    body |= {name: content[name] for name in kept if name in content}
    return WrittenEdition(one["version"], one["note"], {**head, "body": body})
