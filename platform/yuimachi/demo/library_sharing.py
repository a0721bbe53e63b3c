"""What the demo towns share (library/sharing.yaml), published by the product's own steps; one thing still waits."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final

import yaml

from audit_log.public import Actor, ActorKind
from templates.public import WrittenShare, put_up_share
from tenants.public import Town, in_town, town_people
from yuimachi.demo.content import DemoTown

FILE: Final = Path(__file__).with_name("library") / "sharing.yaml"
_MODERATOR: Final = Actor(ActorKind.OPERATOR, "", "結城 運営")


def share(*, written: DemoTown, town: Town, now: datetime) -> int:
    """Share what the file says for this town; how many editions were released. What is there already stays."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))[written.slug]
    email = next(person.email for person in written.people if person.role == "admin")
    with in_town(town):
        person = next(person for person in town_people() if person.email == email)
        actor = Actor(ActorKind.PERSON, str(person.id), person.name)
        shares = [_share(row, town) for row in rows]
        return sum(put_up_share(written=one, actor=actor, moderator=_MODERATOR, now=now) for one in shares)


def _share(row: dict[str, Any], town: Town) -> WrittenShare:
    head = {"licence": "CC BY 4.0", "cautions": [], "laws": [], **row["head"]}
    head["author"] = f"{town.name} {row['section']}".strip()
    return WrittenShare(
        thing=row["thing"],
        head=head,
        notes=tuple(row["notes"]),
        bodies=tuple(_body(body, head, row["thing"]) for body in row.get("bodies", ())),
        keep=row.get("keep", {}),
        blanks=row.get("blanks", {}),
        section=row["section"],
        waits=row.get("waits", False),
    )


def _body(body: dict[str, Any], head: dict[str, Any], thing: str) -> dict[str, Any]:
    """A prompt's body repeats its head."""
    if thing != "prompt":
        return body
    names = ("title", "purpose", "task", "cautions", "laws", "licence", "author")
    return {"format": "yuimachi.prompt-template/1", "kind": "prompt", **{name: head[name] for name in names}, **body}
