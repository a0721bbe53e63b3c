"""Puts up approved entries and finished proofs of shared things in the entered town; only for demos."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from assistants.public import fill_blanks, local_patterns, propose_patterns
from audit_log.public import Actor
from knowledge.public import FaqExists, FaqWording, approve_faq, new_faq_entry, propose_faq
from templates.adopting.local_faq import prefix_of
from templates.adopting.parts import PATTERNS
from templates.models import Adoption, ProofRun
from templates.proving.run import work_on
from templates.proving.start import start_proof
from templates.reach import item_in_reach
from tenants.public import in_public


def put_up_proof(*, item_id: UUID, actor: Actor, now: datetime) -> bool:
    """Prove the newest edition here and now, unless it was; whether it is new. Raises NotStarted, OutOfReach."""
    edition_id = item_in_reach(item_id=item_id).latest_id
    if edition_id is None or ProofRun.objects.filter(edition_id=edition_id).exists():
        return False
    run_id = start_proof(edition_id=edition_id, actor=actor, now=now, rings=False)
    while work_on(run_id=run_id) in ProofRun.OPEN:
        pass
    return True


def put_up_approvals(
    *, item_id: UUID, section_id: int | None, fewer: Collection[str], actor: Actor, now: datetime
) -> bool:
    """Approve everything of a FAQ set that was taken over; whether it is new. `fewer`: keys of patterns whose other
    wordings somebody struck out on the way."""
    row = Adoption.objects.live().filter(item_id=item_id).first()
    ids: Sequence[int] = row.local_ids if row else ()
    if any(one.entry_id for one in local_patterns(ids=ids)):
        return False
    propose_patterns(ids=ids, section_id=section_id, by=actor, now=now)
    prefix = prefix_of(item_id=item_id)
    for one in local_patterns(ids=ids):
        if one.entry_id:
            wording = _wording(one.body, {}, struck=one.key.removeprefix(prefix) in fewer)
            propose_faq(entry_id=one.entry_id, wording=wording, by=actor, now=now)
            approve_faq(entry_id=one.entry_id, by=actor, now=now)
    return bool(ids)


def put_up_own_entries(
    *, item_id: UUID, section_id: int | None, values: Mapping[str, str], actor: Actor, now: datetime
) -> bool:
    """Give the town that released a FAQ set the entries that it was made from; whether they are new."""
    item = item_in_reach(item_id=item_id)
    with in_public():
        latest = item.latest
    for one in latest.content[PATTERNS] if latest else ():
        wording = _wording(one, values, struck=False)
        try:
            entry_id = new_faq_entry(wording=wording, section_id=section_id, audience="residents", now=now)
        except FaqExists:
            return False
        propose_faq(entry_id=entry_id, wording=wording, by=actor, now=now)
        approve_faq(entry_id=entry_id, by=actor, now=now)
    return True


def _wording(body: Mapping[str, Any], values: Mapping[str, str], *, struck: bool) -> FaqWording:
    question, answer = (fill_blanks(text=body[name], blanks=values) for name in ("question", "answer"))
    variants = () if struck else tuple(fill_blanks(text=one, blanks=values) for one in body.get("variants") or ())
    return FaqWording(question, answer, variants, body.get("topic", ""))
