"""Changes a chosen part of a draft as the clerk says, by a model; nothing is put into the draft without the clerk."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from assistants.models import Draft
from assistants.prompts import prompt_text
from assistants.refusals import Refused, check_grade
from llm_gateway.public import (
    ChatMessage,
    ChatRequest,
    Delta,
    Feature,
    ModelFailed,
    NotConfigured,
    Route,
    chat_stream,
    load_route,
)
from metering.public import check_allowance
from pii_masking.public import MaskedText, Vault, mask, restore
from tenants.public import Access, town_policy

LONGEST_PART: Final = 6_000
LONGEST_WISH: Final = 500
_MOST_TOKENS: Final = 3_000
_BASIS: Final = 4_000


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A prepared request; `vault` leads back from the placeholders in what the model writes."""

    request: ChatRequest
    route: Route
    vault: Vault


def prepare(*, row: Draft, access: Access, part: str, wish: str, now: datetime) -> Rewriting:
    """Mask and compose; needs the database. Raises Refused: nothing chosen, too long, a My Number, no model, the
    allowance spent, the grade too high."""
    check_grade(grade=row.grade)
    _check_words(part, wish)
    section_id = min(access.section_ids, default=None)
    if check_allowance(section_id=section_id, now=now).spent:
        raise Refused(
            _("今月のAIの利用枠を使い切りました。文は自分で直せます。増やすときは町の管理者に相談してください。")
        )
    route = load_route(feature=Feature.DRAFT)
    if not town_policy().models_allowed or not route.endpoints:
        raise Refused(
            _(
                "AIモデルが設定されていないため、書き直しの案は作れません。町の管理者に「AIモデル」の設定を頼んでください。"
            )
        )
    texts, vault = _masked((wish, part, row.basis[:_BASIS]))
    rules = prompt_text(name="draft_part")
    said = MaskedText.joined(
        parts=(
            MaskedText.trusted(text="指示\n", reason="our own word"), texts[0],
            MaskedText.trusted(text="\n\n参考\n", reason="our own word"), texts[2],
            MaskedText.trusted(text="\n\n直す部分\n", reason="our own word"), texts[1],
        )
    )  # fmt: skip
    request = ChatRequest(
        feature=Feature.DRAFT,
        messages=(
            ChatMessage("system", MaskedText.trusted(text=rules, reason="our own prompt")),
            ChatMessage("user", said),
        ),
        channel="staff",
        max_output_tokens=_MOST_TOKENS,
        section_id=section_id,
        person_id=access.person_id,
    )
    return Rewriting(request, route, vault)


async def rewritten(*, rewriting: Rewriting) -> AsyncIterator[str]:
    """The whole new part so far, each time more of it has come; personal data put back. Raises Refused when the model
    fails; what came until then was given."""
    text = ""
    try:
        async with aclosing(chat_stream(request=rewriting.request, route=rewriting.route)) as events:
            async for event in events:
                if isinstance(event, Delta):
                    text += event.text
                    yield restore(text=text, vault=rewriting.vault)
    except (ModelFailed, NotConfigured) as failed:
        raise Refused(_("AIモデルが途中で答えなくなりました。もう一度試すか、自分で直してください。")) from failed


def _check_words(part: str, wish: str) -> None:
    if not part.strip():
        raise Refused(_("直す部分が選ばれていません。本文の中で、直したい文を選んでください。"))
    if not wish.strip():
        raise Refused(_("どう直すかを書いてください。例: もっと短く、住民向けにやわらかく。"))
    if len(part) > LONGEST_PART or len(wish) > LONGEST_WISH:
        told = _("選んだ部分が長すぎます（%(part)d文字まで）。段落ごとに分けて直してください。")
        raise Refused(told % {"part": LONGEST_PART})


def _masked(texts: tuple[str, ...]) -> tuple[list[MaskedText], Vault]:
    vault, masked = Vault(), []
    for text in texts:
        made = mask(text=text, vault=vault)
        if made.my_number is not None:
            raise Refused(_("マイナンバーが含まれています。AIには送りません。下書きからも消してください。"))
        masked.append(made.masked)
        vault = made.vault
    return masked, vault
