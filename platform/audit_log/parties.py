"""Who acted and upon what, as values that are copied into the log and outlive their rows."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """Whose hand it was."""

    PERSON = "person"
    OPERATOR = "operator"
    SYSTEM = "system"
    RESIDENT = "resident"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted. `label` is the name as it was then, of a program that of its key; `id` empty for the system and for
    residents, who are anonymous."""

    kind: ActorKind
    id: str = ""
    label: str = ""


SYSTEM = Actor(ActorKind.SYSTEM, label="system")
RESIDENT = Actor(ActorKind.RESIDENT)


@dataclass(frozen=True, slots=True)
class Subject:
    """What was acted upon. `kind`: "app.noun"; `label` as it was then."""

    kind: str
    id: str = ""
    label: str = ""
