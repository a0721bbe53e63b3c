"""Writes with a shared prompt once, for a case that proves it: nothing is kept, and it is metered as any writing."""

from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from asgiref.sync import async_to_sync
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.prompting.assemble import assemble
from assistants.prompting.content import Content, Inputs, content_of
from assistants.prompting.fields import values_of
from assistants.prompting.profile_values import blank_values, source_values
from assistants.prompting.run import MOST_OUTPUT_TOKENS, WRITING_SECONDS
from assistants.prompts import prompt_text
from assistants.writing_out import Order, Written, write_out
from knowledge.public import Asker, find_passages
from llm_gateway.public import ChatMessage, ChatRequest, Feature, load_route
from metering.public import check_allowance
from pii_masking.public import Masked, MaskedText, Vault, mask
from tenants.public import current_town, town_policy

_PASSAGES: Final = 3
_PASSAGE_CHARACTERS: Final = 800


@dataclass(frozen=True, slots=True)
class Proven:
    """What came out. `failure`: a word of llm_gateway.FailureKind, or why nothing was sent; empty for a whole text."""

    text: str
    model: str = ""
    failure: str = ""


def writing_model_missing(*, now: datetime) -> str:
    """Why no model can write for the town now, as a sentence; empty when one can. Three queries."""
    if not town_policy().models_allowed:
        return _("町の利用方針で、AIモデルの利用が止められています。")
    if not load_route(feature=Feature.DRAFT).endpoints:
        return _("AIモデルがまだ設定されていません。管理者が「AIモデル」で設定すると、検証できます。")
    if check_allowance(section_id=None, now=now).spent:
        return _("今月または今年度の利用枠を使い切りました。")
    return ""


def prove_prompt(*, plain: Mapping[str, Any], inputs: Inputs, now: datetime, mark: str = "") -> Proven:
    """Fill in the case's inputs and the town's blanks, look in what residents may read, write.

    Never raises for a model that fails. `mark` stands at what it used (metering's `turn_id`). `plain` keeps the schema
    of docs/template-format.md.
    """
    content = content_of(plain=plain)
    values, _faults = values_of(fields=content.fields, raw=inputs)
    sources = source_values(access=None, today=timezone.localdate(now))
    blanks = blank_values(blanks=content.blanks, sources=sources)
    told = {**values, **_looked_up(content, values, now)}
    text = assemble(content=content, inputs=told, blanks=blanks).text
    masked = mask(text=text, allowed=list(filter(None, blanks.values())))
    if masked.my_number is not None:
        return Proven("", failure="my_number")
    return written_once(order=order_of(masked=masked, vault=Vault(), mark=mark))


def order_of(*, masked: Masked, vault: Vault, mark: str = "") -> Order:
    """One call of the town's writing model, the same each time as far as a model can. One query."""
    system = MaskedText.trusted(text=prompt_text(name="prompt_run").format(town=current_town().name), reason="our own")
    request = ChatRequest(
        feature=Feature.DRAFT,
        messages=(ChatMessage("system", system), ChatMessage("user", masked.masked)),
        channel="staff",
        max_output_tokens=MOST_OUTPUT_TOKENS,
        temperature=0.0,
        turn_id=mark,
    )
    return Order(request, load_route(feature=Feature.DRAFT), vault)


def written_once(*, order: Order) -> Proven:
    """Wait for the whole text, outside of any event loop; never raises for a model that fails."""
    return async_to_sync(_written)(order)


async def _written(order: Order) -> Proven:
    """The whole text, placeholders in it; one that ended at the limit of its length is judged as it stands."""
    written = Written()
    async with aclosing(write_out(order=order, written=written, seconds=WRITING_SECONDS)) as texts:
        async for _text in texts:
            pass
    return Proven(written.text, written.model, "" if written.ended else written.failure)


def _looked_up(content: Content, values: Inputs, now: datetime) -> dict[str, str]:
    asked = {field.name: values.get(field.name) for field in content.fields if field.type == "query"}
    return {name: _passages(words, now) for name, words in asked.items() if isinstance(words, str) and words}


def _passages(words: str, now: datetime) -> str:
    found = find_passages(query=words, asker=Asker("residents"), today=timezone.localdate(now), limit=_PASSAGES)
    return "\n\n".join(f"{one.title}\n{one.text[:_PASSAGE_CHARACTERS]}" for one in found)
