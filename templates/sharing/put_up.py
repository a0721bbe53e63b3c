"""Lets a demo town share something by the same steps that clerks take: gather, decide, hand in, approve."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assistants.public import install_prompts, local_prompts, rewrite_prompt
from audit_log.public import Actor
from templates.delocalising.local_fact import Decision
from templates.models import Offering
from templates.sharing.acting import TOWN_ACCESS
from templates.sharing.check import check
from templates.sharing.local_things import choices_for, empty_text, gather
from templates.sharing.offer import begin_offering, decide, decide_as_suggested, write_head
from templates.sharing.review import approve
from templates.sharing.submit import submit
from tenants.public import in_public


@dataclass(frozen=True, slots=True)
class WrittenShare:
    """Something a town shares. `thing`: the title of a choice, "prompt" or "text"; of these `bodies` are the states it
    had, each released as an edition. `notes`: what is said of each. `keep`: words that stay, with a reason;
    `blanks`: words with the name of their blank, where the usual one would tell little."""

    thing: str
    head: Mapping[str, Any]
    notes: tuple[str, ...]
    bodies: tuple[Mapping[str, Any], ...] = ()
    keep: Mapping[str, str] = field(default_factory=dict)
    blanks: Mapping[str, str] = field(default_factory=dict)
    section: str = ""
    waits: bool = False  # the last one is not approved yet


def put_up_share(*, written: WrittenShare, actor: Actor, moderator: Actor, now: datetime) -> int:
    """Share it unless the entered town shares something of that title; how many editions were released.

    Raises NotSubmitted, ReleaseRefused: then the demo has a defect.
    """
    if Offering.objects.filter(content__purpose=written.head["purpose"]).exists():
        return 0
    prompt_id = None
    released = 0
    for number, note in enumerate(written.notes):
        body = written.bodies[number] if written.bodies else {}
        prompt_id = _write_prompt(body, prompt_id, note, actor, now) if written.thing == "prompt" else None
        offering = _begun(written, prompt_id, actor, now)
        write_head(offering=offering, head=_head(written, body), section=written.section, change_note=note, now=now)
        _decide(offering, written, now)
        made = submit(offering=offering, actor=actor, now=now)
        if written.waits and number == len(written.notes) - 1:
            return released
        with in_public():
            approve(submission=made, actor=moderator, now=now)
        released += 1
    return released


def _begun(written: WrittenShare, prompt_id: int | None, actor: Actor, now: datetime) -> Offering:
    if written.thing == "text":
        return begin_offering(gathered=empty_text(), actor=actor, now=now)
    keys = [one.key for one in choices_for(access=TOWN_ACCESS) if one.title == written.thing]
    gathered = gather(key=f"prompt:{prompt_id}" if prompt_id else keys[0], access=TOWN_ACCESS)
    if gathered is None:
        raise LookupError(written.thing)
    return begin_offering(gathered=gathered, actor=actor, now=now)


def _head(written: WrittenShare, body: Mapping[str, Any]) -> dict[str, Any]:
    head = dict(written.head)
    if written.thing == "text":
        head["body"] = {"title": head["title"], "body": body["body"]}
    return head


def _write_prompt(body: Mapping[str, Any], prompt_id: int | None, note: str, actor: Actor, now: datetime) -> int:
    if prompt_id is None:
        return install_prompts(bodies=[body], messages=[note], by=actor, now=now)[0]
    last = local_prompts(ids=[prompt_id])[prompt_id].last
    rewrite_prompt(prompt_id=prompt_id, body=body, message=note, based_on=last, by=actor, now=now)
    return prompt_id


def _decide(offering: Offering, written: WrittenShare, now: datetime) -> None:
    facts = check(offering=offering).facts
    kept = {fact.key: Decision(reason=written.keep[fact.text]) for fact in facts if fact.text in written.keep}
    named = {fact.key: Decision(blank=written.blanks[fact.text]) for fact in facts if fact.text in written.blanks}
    decide(offering=offering, decisions=kept | named, now=now)
    decide_as_suggested(offering=offering, now=now)
