"""A filled-in template goes to a model: gate, masking, one writing at a time, and what came stays the person's."""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, Final
from uuid import UUID

import structlog
from asgiref.sync import sync_to_async
from django.db import DatabaseError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistants.database_hop import RECORD_SECONDS, database_hop
from assistants.models import PromptRun, PromptTemplate, PromptVersion
from assistants.names_offered import hidden_of, settled_names
from assistants.prompting.content import Inputs
from assistants.prompting.use import Use
from assistants.prompts import prompt_text
from assistants.refusals import Refused, check_grade
from assistants.writing_out import Order, Written, failure_sentence, write_out
from llm_gateway.public import (
    ChatMessage,
    ChatRequest,
    Feature,
    Route,
    SecretNotReadable,
    decrypt_text,
    encrypt_text,
    load_route,
)
from metering.public import check_allowance
from pii_masking.public import Masked, MaskedText, Vault, mask, restore
from tenants.public import Access, Town, current_town, in_town, town_policy

_S: Final = PromptRun.State
WRITING_SECONDS: Final = 180.0  # the whole text; then what has come stays and the person is told
_LOST_AFTER: Final = timedelta(seconds=WRITING_SECONDS + 60)  # a writer that died is not waited for longer
MOST_OUTPUT_TOKENS: Final = 4_000
_GRADE: Final = "grade"
KEPT_EVERY_SECONDS: Final = 3.0
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """A result as its person reads it."""

    inputs: Inputs
    prompt: str
    output: str


@dataclass(frozen=True, slots=True)
class _Work:
    order: Order
    began_at: datetime  # of this writing; a later one makes it void


def model_missing(*, access: Access, now: datetime) -> str:
    """Why no model can write now, empty when one can: switched off, none set up, allowance spent. Four queries."""
    if not town_policy().models_allowed:
        return _("町の利用方針で、AIモデルの利用が止められています。")
    if not load_route(feature=Feature.DRAFT).endpoints:
        return _("AIモデルがまだ設定されていません。")
    if check_allowance(section_id=_section(access), now=now).spent:
        return _("今月または今年度の利用枠を使い切りました。")
    return ""


def begin_run(
    *,
    template: PromptTemplate | None,
    version: PromptVersion | None,
    use: Use,
    grade: int,
    names: Mapping[str, bool] | None = None,
    access: Access,
    now: datetime,
    title: str = "",
) -> PromptRun:
    """Keep the filled-in template, to be written next. Without a template (something that is only tried) `title` names
    it. `names`: what the person decided of names that it holds; where nobody is asked likely ones are hidden.

    Raises NamesToDecide, Refused: grade, My Number, something missing.
    """
    check_grade(grade=grade)
    if not use.ready:
        raise Refused(_("まだ足りないところがあります。印の付いた欄を直してください。"))
    masked = _masked(use, names)
    sealed = json.dumps({"inputs": dict(use.inputs), "vault": dict(masked.vault.originals)}, ensure_ascii=False)
    with transaction.atomic():
        if template:
            PromptTemplate.objects.filter(pk=template.pk).update(use_count=F("use_count") + 1)
        return PromptRun.objects.create(
            person_id=access.person_id,
            template=template,
            version=version,
            title=template.title if template else title,
            grade=grade,
            sent=masked.masked.text,
            sealed=encrypt_text(text=sealed, schema_name=current_town().schema_name),
            section_id=_section(access),
            created_at=now,
        )


def _masked(use: Use, names: Mapping[str, bool] | None) -> Masked:
    decided = settled_names(texts=(use.typed,), decided=names)
    own = [value for value in use.blanks.values() if value]
    masked = mask(text=use.assembled.text, allowed=own, hidden=hidden_of(decided=decided))
    if masked.my_number is not None:
        raise Refused(
            _(
                "マイナンバー（個人番号）と思われる番号があります。AIには送れません。番号を消してから、もう一度お試しください。"
            )
        )
    return masked


async def write_run(*, run_id: UUID, person_id: int, town: Town) -> AsyncGenerator[str, None]:
    """The text as it grows, each time the whole of it with personal data put back; holds no database connection.

    Each text begins with the one before. Nothing comes when somebody else writes it already. What has come is kept
    every few seconds and also when the reader leaves, so that a writer that is killed loses no more than those.
    """
    with in_town(town):
        work = await sync_to_async(_claim)(run_id, person_id)
        if work is None:
            return
        written, kept_at = Written(), monotonic()
        try:
            async with aclosing(write_out(order=work.order, written=written, seconds=WRITING_SECONDS)) as texts:
                async for text in texts:
                    kept_at = await _kept_so_far(work, run_id, written.sent, kept_at)
                    yield text
        finally:
            await asyncio.shield(sync_to_async(_keep)(run_id, work.began_at, written))


def own_run(*, access: Access, run_id: UUID) -> PromptRun | None:
    """The person's own result; one whose writer died is said to be stopped."""
    rows = PromptRun.objects.filter(pk=run_id, person_id=access.person_id)
    rows.filter(state=_S.WRITING, began_at__lt=timezone.now() - _LOST_AFTER).update(state=_S.STOPPED)
    return rows.first()


def opened(*, row: PromptRun) -> Opened:
    """What the person reads; with placeholders when the town's key was changed meanwhile."""
    kept = _unsealed(row)
    vault = Vault(kept["vault"])
    return Opened(kept["inputs"], restore(text=row.sent, vault=vault), restore(text=row.output, vault=vault))


def failure_of(*, row: PromptRun) -> str:
    """What became of a result that is not whole, and the next step; empty for a whole one."""
    return str(_STOPPED) if row.state == _S.STOPPED else failure_sentence(failure=row.failure)


def _claim(run_id: UUID, person_id: int) -> _Work | None:
    """The work, for whoever comes first. A run that stopped or failed may be written again."""
    now = timezone.now()
    lost = Q(state=_S.WRITING, began_at__lt=now - _LOST_AFTER)
    free = PromptRun.objects.filter(lost | Q(state__in=[_S.WAITING, _S.STOPPED, _S.FAILED, _S.DONE]))
    if not free.filter(pk=run_id, person_id=person_id).update(state=_S.WRITING, began_at=now, failure=""):
        return None
    row = PromptRun.objects.get(pk=run_id)
    if row.grade > town_policy().highest_grade_entered:  # lowered since it was declared
        PromptRun.objects.filter(pk=run_id).update(state=_S.FAILED, failure=_GRADE)
        return None
    system = MaskedText.trusted(text=prompt_text(name="prompt_run").format(town=current_town().name), reason="our own")
    asked = MaskedText.trusted(text=row.sent, reason="masked when it was kept")
    request = ChatRequest(
        feature=Feature.DRAFT,
        messages=(ChatMessage("system", system), ChatMessage("user", asked)),
        channel="staff",
        max_output_tokens=MOST_OUTPUT_TOKENS,
        temperature=0.3,
        section_id=row.section_id,
        person_id=person_id,
        turn_id=str(row.pk),
    )
    blocked = not town_policy().models_allowed or check_allowance(section_id=row.section_id, now=now).spent
    route = load_route(feature=Feature.DRAFT)
    if blocked:
        route = Route(route.feature, route.schema_name, ())
    return _Work(Order(request, route, Vault(_unsealed(row)["vault"])), now)


async def _kept_so_far(work: _Work, run_id: UUID, output: str, kept_at: float) -> float:
    """Keep what has come if the last time is long enough ago; when that was. A slow database does not end a text."""
    if monotonic() - kept_at < KEPT_EVERY_SECONDS:
        return kept_at
    try:
        await sync_to_async(_keep_output)(run_id, work.began_at, output)
    except DatabaseError:
        log.warning("what a model wrote so far could not be kept", run=str(run_id))
    return monotonic()


def _keep_output(run_id: UUID, began_at: datetime, output: str) -> None:
    with database_hop(seconds=RECORD_SECONDS):
        PromptRun.objects.filter(pk=run_id, state=_S.WRITING, began_at=began_at).update(output=output)


def _keep(run_id: UUID, began_at: datetime, written: Written) -> None:
    state = _S.DONE if written.ended else _S.FAILED if written.failure else _S.STOPPED
    PromptRun.objects.filter(pk=run_id, state=_S.WRITING, began_at=began_at).update(
        finished_at=timezone.now(), output=written.sent, state=state, failure=written.failure, model=written.model
    )


def _unsealed(row: PromptRun) -> dict[str, Any]:
    try:
        return dict(json.loads(decrypt_text(token=row.sealed, schema_name=current_town().schema_name)))
    except SecretNotReadable:
        return {"inputs": {}, "vault": {}}


def _section(access: Access) -> int | None:
    return min(access.section_ids, default=None)


_STOPPED: Final = gettext_lazy(
    "途中で止まりました。ここまでの文は残っています。「もう一度作る」で初めから作り直せます。"
)
