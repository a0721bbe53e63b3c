"""Changes a chosen part of a draft as the clerk says, by a model; nothing is put into the draft without the clerk."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from assistants.drafting.find import version_of
from assistants.models import Draft
from assistants.names_offered import check_names, hidden_of
from assistants.prompts import prompt_text
from assistants.refusals import Refused, check_grade
from assistants.writing_out import Order, Written, failure_sentence, write_out
from llm_gateway.public import ChatMessage, ChatRequest, Feature, Route, load_route
from metering.public import check_allowance
from pii_masking.public import MaskedText, Vault, mask
from tenants.public import Access, town_policy

LONGEST_PART: Final = 6_000
LONGEST_WISH: Final = 500
REWRITING_SECONDS: Final = 90.0  # somebody looks at it; what has come until then is shown
_MOST_TOKENS: Final = 3_000
_BASIS: Final = 4_000
_AROUND: Final = 400  # characters before and behind the part, so that the words fit; never the whole draft
_HEADS: Final = ("指示", "参考", "前の文（書き直さない）", "後の文（書き直さない）", "直す部分")


def prepare(
    *, row: Draft, access: Access, part: str, wish: str, names: Mapping[str, bool] | None = None, now: datetime
) -> Order:
    """Mask and compose; needs the database. What was decided of `names` is remembered with the draft.

    Raises NamesToDecide, Refused: nothing chosen, too long, a My Number, no model, the allowance spent, the grade too
    high.
    """
    check_grade(grade=row.grade)
    _check_words(part, wish)
    section_id = min(access.section_ids, default=None)
    route = _route(section_id, now)
    decided = {**row.names, **(names or {})}
    before, behind = _around(version_of(row=row).text, part)
    texts = (wish, row.basis[:_BASIS], before, behind, part)
    if decided != row.names:  # kept also when more names are to be decided on: nobody is asked twice
        Draft.objects.filter(pk=row.pk).update(names=decided)
    check_names(texts=texts, decided=decided)
    said, vault = _masked(texts, hidden_of(decided=decided))
    rules = MaskedText.trusted(text=prompt_text(name="draft_part"), reason="our own prompt")
    request = ChatRequest(
        feature=Feature.DRAFT,
        messages=(ChatMessage("system", rules), ChatMessage("user", said)),
        channel="staff",
        max_output_tokens=_MOST_TOKENS,
        section_id=section_id,
        person_id=access.person_id,
    )
    return Order(request, route, vault)


async def rewritten(*, order: Order) -> AsyncGenerator[str, None]:
    """The whole new part so far, each time more of it has come; each begins with the one before. Raises Refused when
    the model fails or takes too long; what came until then was given."""
    written = Written()
    async with aclosing(write_out(order=order, written=written, seconds=REWRITING_SECONDS)) as texts:
        async for text in texts:
            yield text
    if written.failure:
        raise Refused(failure_sentence(failure=written.failure))


def _check_words(part: str, wish: str) -> None:
    if not part.strip():
        raise Refused(_("直す部分が選ばれていません。本文の中で、直したい文を選んでください。"))
    if not wish.strip():
        raise Refused(_("どう直すかを書いてください。例: もっと短く、住民向けにやわらかく。"))
    if len(part) > LONGEST_PART or len(wish) > LONGEST_WISH:
        told = _("選んだ部分が長すぎます（%(part)d文字まで）。段落ごとに分けて直してください。")
        raise Refused(told % {"part": LONGEST_PART})


def _route(section_id: int | None, now: datetime) -> Route:
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
    return route


def _around(text: str, part: str) -> tuple[str, str]:
    """What stands before and behind the part in the kept text; nothing when it does not stand there."""
    at = text.find(part)
    if at < 0:
        return "", ""
    end = at + len(part)
    return text[max(0, at - _AROUND) : at], text[end : end + _AROUND]


def _masked(texts: tuple[str, ...], hidden: tuple[str, ...]) -> tuple[MaskedText, Vault]:
    """The texts under their heads, empty ones left out."""
    vault, parts = Vault(), []
    for head, text in zip(_HEADS, texts, strict=True):
        made = mask(text=text, hidden=hidden, vault=vault)
        if made.my_number is not None:
            raise Refused(_("マイナンバーが含まれています。AIには送りません。下書きからも消してください。"))
        vault = made.vault
        if text.strip():
            parts += [MaskedText.trusted(text=f"{head}\n", reason="our own word"), made.masked]
            parts.append(MaskedText.trusted(text="\n\n", reason="our own blank lines"))
    return MaskedText.joined(parts=parts), vault
