"""A model writes a whole draft into its version: claimed once, kept as it grows, stopped from anywhere."""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, Final

from asgiref.sync import sync_to_async
from django.db import DatabaseError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.database_hop import RECORD_SECONDS, database_hop
from assistants.drafting.write import LONGEST_TEXT, keep_version
from assistants.models import Draft, DraftVersion, DraftWriting
from assistants.prompts import prompt_text
from assistants.writing_out import Order, Written, write_out
from llm_gateway.public import (
    ChatMessage,
    ChatRequest,
    Feature,
    Route,
    SecretNotReadable,
    decrypt_text,
    load_route,
)
from metering.public import check_allowance
from pii_masking.public import MaskedText, Vault
from tenants.public import Access, Town, current_town, in_town, town_policy

log = logging.getLogger(__name__)

_S: Final = DraftWriting.State
WRITING_SECONDS: Final = 180.0  # the whole text; then what has come stays and the person is told
KEPT_EVERY_SECONDS: Final = 2.0  # what a killed process loses at most
_LOST_AFTER: Final = timedelta(seconds=100)  # without a sign of life; a model has 60 s for its first word
_MOST_TOKENS: Final = 4_000


@dataclass(frozen=True, slots=True)
class _Claim:
    """One writing: `began_at` names it, `number` is the version it fills."""

    draft_id: int
    began_at: datetime
    number: int
    order: Order


def writing_of(*, row: Draft) -> DraftWriting | None:
    """The draft's writing, if a model was ever asked; one without a sign of life is said to be stopped."""
    rows = DraftWriting.objects.filter(draft=row)
    rows.filter(state=_S.WRITING, kept_at__lt=timezone.now() - _LOST_AFTER).update(state=_S.STOPPED)
    return rows.first()


def stop_writing(*, row: Draft) -> None:
    """End it from any window; the writer notices when it next keeps its words."""
    DraftWriting.objects.filter(draft=row, state=_S.WRITING).update(state=_S.STOPPED)


async def write_draft(*, draft_id: int, access: Access, town: Town) -> AsyncGenerator[str, None]:
    """The text as it grows, each time the whole of it; holds no database connection.

    Nothing comes when somebody else writes it already. What has come is kept meanwhile, and when the reader leaves.
    """
    with in_town(town):
        claim = await sync_to_async(_claim)(draft_id, access)
        if claim is None:
            return
        written, kept = Written(), monotonic()
        try:
            async with aclosing(write_out(order=claim.order, written=written, seconds=WRITING_SECONDS)) as texts:
                async for text in texts:
                    yield text
                    if monotonic() - kept > KEPT_EVERY_SECONDS:
                        kept = monotonic()
                        if not await sync_to_async(_keep_so_far)(claim, written.text):
                            break
        finally:
            await asyncio.shield(sync_to_async(_end)(claim, written))


def _claim(draft_id: int, access: Access) -> _Claim | None:
    """For whoever comes first. One that stopped, failed or is done may be written again, as a version of its own."""
    with database_hop(seconds=RECORD_SECONDS):
        now = timezone.now()
        lost = Q(state=_S.WRITING, kept_at__lt=now - _LOST_AFTER)
        free = DraftWriting.objects.filter(lost | ~Q(state=_S.WRITING), draft_id=draft_id)
        with transaction.atomic():
            if not free.update(state=_S.WRITING, began_at=now, kept_at=now, failure=""):
                return None
            row = Draft.objects.select_for_update(of=("self",)).get(pk=draft_id)
            if row.grade > town_policy().highest_grade_entered:  # lowered since it was declared
                DraftWriting.objects.filter(draft=row).update(state=_S.FAILED, failure="grade")
                return None
            if DraftVersion.objects.get(draft=row, number=row.number).text.strip():
                keep_version(row=row, access=access, text="", message=_("AIがもう一度書いた文"), now=now)
            else:
                mine = {"message": _("AIが書いた文"), "automatic": False}  # a clerk's next words are another version
                DraftVersion.objects.filter(draft=row, number=row.number).update(**mine)
            DraftWriting.objects.filter(draft=row).update(number=row.number)
        return _Claim(draft_id, now, row.number, _order(DraftWriting.objects.get(draft=row), access, now))


def _order(writing: DraftWriting, access: Access, now: datetime) -> Order:
    system = MaskedText.trusted(text=prompt_text(name="draft_whole").format(town=current_town().name), reason="our own")
    request = ChatRequest(
        feature=Feature.DRAFT,
        messages=(
            ChatMessage("system", system),
            ChatMessage("user", MaskedText.trusted(text=writing.sent, reason="masked when it was kept")),
        ),
        channel="staff",
        max_output_tokens=_MOST_TOKENS,
        temperature=0.3,
        section_id=writing.section_id,
        person_id=access.person_id,
    )
    route = load_route(feature=Feature.DRAFT)
    if not town_policy().models_allowed or check_allowance(section_id=writing.section_id, now=now).spent:
        route = Route(route.feature, route.schema_name, ())
    return Order(request, route, _vault(writing))


def _vault(writing: DraftWriting) -> Vault:
    try:
        return Vault(json.loads(decrypt_text(token=writing.sealed, schema_name=current_town().schema_name)))
    except SecretNotReadable:
        return Vault()


def _keep_so_far(claim: _Claim, text: str) -> bool:
    """Whether to write on: False when it was stopped or claimed anew. A database that is away for a moment does not
    end it: the words are kept the next time."""
    try:
        with database_hop(seconds=RECORD_SECONDS):
            return _keep(claim, text, {"kept_at": timezone.now()})
    except DatabaseError:
        log.warning("words of a draft not kept yet", exc_info=True)
        return True


def _end(claim: _Claim, written: Written) -> None:
    failed = written.failure and not written.ended
    state = _S.FAILED if failed else _S.DONE if written.ended else _S.STOPPED
    with database_hop(seconds=RECORD_SECONDS):
        said = {"state": state, "failure": written.failure, "model": written.model, "kept_at": timezone.now()}
        _keep(claim, written.text, said)


def _keep(claim: _Claim, text: str, said: dict[str, Any]) -> bool:
    """Words go into their version while this claim is the newest, also after a stop; a state into a running one."""
    with transaction.atomic():
        mine = DraftWriting.objects.select_for_update().filter(draft_id=claim.draft_id, began_at=claim.began_at)
        writing = mine.first()
        if writing is None:
            return False
        if writing.state == _S.WRITING:
            mine.update(**said)
        rows = DraftVersion.objects.filter(draft_id=claim.draft_id, number=claim.number)
        if rows.exclude(text=text[:LONGEST_TEXT]).update(text=text[:LONGEST_TEXT], at=timezone.now()):
            newest = Draft.objects.filter(pk=claim.draft_id, number=claim.number)
            open_again = {"confirmed_number": None, "state": Draft.State.DRAFT}  # nobody answered for these words
            newest.update(changed_at=timezone.now(), revision=F("revision") + 1, **open_again)
        return writing.state == _S.WRITING
