"""Puts up a shared thing in several editions, and a town's copy that is behind; only for demos."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from assistants.public import local_prompts, rewrite_prompt
from audit_log.public import Actor
from templates.adopting.install import Wanted, install
from templates.envelope import Origin, content_of
from templates.keeping.write import Wording, newest_of, save_text
from templates.models import Adoption, Edition, Kind, SharedItem
from templates.population import population_class
from templates.sharing.release import Release, release_edition
from tenants.public import Town, in_public, member

_APART = timedelta(days=24)  # between two editions
_OWN_WORDS = "町の言い方に"


@dataclass(frozen=True, slots=True)
class WrittenEdition:
    """An edition: `plain` as in docs/library-format.md without what the release adds."""

    version: str
    note: str
    plain: Mapping[str, Any]


def put_up_item(
    *, item_id: UUID, town: Town, prefecture: str, editions: Sequence[WrittenEdition], actor: Actor, now: datetime
) -> bool:
    """Release the editions of a town, oldest first, on different days; whether they are new."""
    facts = member(town_id=town.id)
    with in_public():
        if facts is None or SharedItem.objects.filter(pk=item_id).exists():
            return False
    size = population_class(population=facts.population)
    for at, written in enumerate(editions):
        release = Release(
            content=content_of(plain=written.plain),
            origin=Origin(town.code, town.name, prefecture, size),
            consortium_id=facts.consortium_id,
            town_id=town.id,
            change_note=written.note,
            version=written.version,
            item_id=item_id if at else None,
            new_id=item_id,
        )
        release_edition(release=release, actor=actor, now=now - _APART * (len(editions) - at))
    return True


def put_up_adoption(
    *,
    item_id: UUID,
    version: str,
    values: Mapping[str, str | None],
    changes: Mapping[str, str],
    actor: Actor,
    now: datetime,
) -> bool:
    """Let the entered town take an edition over and change words of a prompt or a text; whether it is new."""
    if Adoption.objects.filter(item_id=item_id).exists():
        return False
    with in_public():
        edition = next((one for one in Edition.objects.filter(item=item_id) if one.version == version), None)
    if edition is None:
        return False
    row = install(wanted=[Wanted(edition.pk, values)], access=None, by=actor, now=now - _APART)[0]
    if changes:
        _write_anew(row, changes, actor, now)
    return True


def _write_anew(row: Adoption, changes: Mapping[str, str], actor: Actor, now: datetime) -> None:
    """The town's own words in its copy of a prompt or a text."""
    if row.kind == Kind.TEXT:
        newest = newest_of(ids=row.local_ids)[row.local_ids[0]]
        wording = Wording(newest.title, _replaced(newest.body, changes), _OWN_WORDS)
        save_text(text_id=newest.text_id, wording=wording, based_on=newest.number, by=actor, now=now)
    elif row.kind == Kind.PROMPT:
        held = local_prompts(ids=row.local_ids)[row.local_ids[0]]
        plain = {**held.body, "body": _replaced(str(held.body["body"]), changes)}
        rewrite_prompt(prompt_id=held.id, body=plain, message=_OWN_WORDS, based_on=held.last, by=actor, now=now)


def _replaced(text: str, changes: Mapping[str, str]) -> str:
    for old, new in changes.items():
        text = text.replace(old, new)
    return text
