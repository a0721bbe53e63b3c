"""What crosses between towns: the shared content, and the envelope it travels in (docs/library-format.md)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final
from uuid import UUID

from assistants.public import PromptBlank, PromptLaw

FORMAT: Final = "yuimachi.shared/1"
LICENCES: Final = ("CC BY 4.0", "CC0 1.0", "CC BY-SA 4.0")


@dataclass(frozen=True, slots=True)
class SharedContent:
    """All that a reader gets of an edition. `body` is of the kind's own shape; `{{name}}` in its texts is a blank."""

    kind: str
    title: str
    purpose: str
    task: str
    body: Mapping[str, Any]
    cautions: tuple[str, ...] = ()
    licence: str = LICENCES[0]
    author: str = ""
    laws: tuple[PromptLaw, ...] = ()
    blanks: tuple[PromptBlank, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the content as canonical JSON: the same content has it wherever it is computed."""
        return hashlib.sha256(canonical(plain=plain_content(content=self))).hexdigest()


@dataclass(frozen=True, slots=True)
class Origin:
    """The town that released it. `population_class`: lower bound as in `templates.population`; `section` may be empty.

    `installation`: empty for a town of this installation.
    """

    town_code: str
    town: str
    prefecture: str
    population_class: str = ""
    section: str = ""
    installation: str = ""


@dataclass(frozen=True, slots=True)
class Ancestor:
    """An edition that this one was made from."""

    id: str
    version: str
    title: str
    town: str
    licence: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """A released edition on its way. `released` is an ISO date; `lineage` begins with the nearest ancestor."""

    content: SharedContent
    id: UUID
    version: str
    change_note: str
    released: str
    origin: Origin
    lineage: tuple[Ancestor, ...] = ()


def canonical(*, plain: Mapping[str, Any]) -> bytes:
    """JSON with one possible spelling, for digests and signatures."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def plain_content(*, content: SharedContent) -> dict[str, Any]:
    """JSON-ready, without what is empty in blanks and laws; inverse of `content_of`."""
    return {
        "kind": content.kind,
        "title": content.title,
        "purpose": content.purpose,
        "task": content.task,
        "cautions": list(content.cautions),
        "licence": content.licence,
        "author": content.author,
        "laws": _filled(content.laws),
        "blanks": _filled(content.blanks),
        "body": dict(content.body),
    }


def content_of(*, plain: Mapping[str, Any]) -> SharedContent:
    """Read plain values that keep the schema (`envelope_file.faults_of` has said so)."""
    return SharedContent(
        kind=plain["kind"],
        title=plain["title"],
        purpose=plain["purpose"],
        task=plain["task"],
        body=plain["body"],
        cautions=tuple(plain.get("cautions", ())),
        licence=plain["licence"],
        author=plain.get("author", ""),
        laws=tuple(PromptLaw(**law) for law in plain.get("laws", ())),
        blanks=tuple(PromptBlank(**blank) for blank in plain.get("blanks", ())),
    )


def plain_envelope(*, envelope: Envelope) -> dict[str, Any]:
    """JSON-ready, in the order of docs/library-format.md; inverse of `envelope_of`."""
    content = plain_content(content=envelope.content)
    head = {"format": FORMAT, "kind": content.pop("kind"), "id": str(envelope.id), "version": envelope.version}
    body = content.pop("body")
    return {
        **head,
        **content,
        "origin": asdict(envelope.origin),
        "derived_from": _nested(envelope.lineage),
        "body": body,
        "change_note": envelope.change_note,
        "released": envelope.released,
        "digest": envelope.content.digest,
    }


def envelope_of(*, plain: Mapping[str, Any]) -> Envelope:
    """Read plain values that keep the schema."""
    return Envelope(
        content=content_of(plain=plain),
        id=UUID(plain["id"]),
        version=plain["version"],
        change_note=plain["change_note"],
        released=plain["released"],
        origin=Origin(**plain["origin"]),
        lineage=_lineage(plain["derived_from"]),
    )


def _filled(rows: Sequence[PromptLaw] | Sequence[PromptBlank]) -> list[dict[str, str]]:
    return [{name: value for name, value in asdict(row).items() if value} for row in rows]


def _nested(lineage: Sequence[Ancestor]) -> dict[str, Any] | None:
    inner: dict[str, Any] | None = None
    for ancestor in reversed(lineage):
        inner = {**asdict(ancestor), "derived_from": inner}
    return inner


def _lineage(plain: Mapping[str, Any] | None) -> tuple[Ancestor, ...]:
    found = []
    while plain is not None:
        found.append(Ancestor(**{name: plain[name] for name in Ancestor.__slots__}))
        plain = plain["derived_from"]
    return tuple(found)
