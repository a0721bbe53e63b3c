"""A model writes something out for staff: the text as it grows, what became of it in words, never without an end."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from llm_gateway.public import ChatRequest, Delta, ModelFailed, NotConfigured, Route, chat_stream
from pii_masking.public import Vault, restore

_LONGEST_PLACEHOLDER: Final = 30  # characters


@dataclass(frozen=True, slots=True)
class Order:
    """What is sent to whom; `vault` leads back from the placeholders in what the model writes."""

    request: ChatRequest
    route: Route
    vault: Vault


@dataclass(slots=True)
class Written:
    """What has come so far, with placeholders and with personal data put back. `ended`: the model said so; `failure`:
    why not, or `length`."""

    sent: str = ""
    text: str = ""
    ended: bool = False
    failure: str = ""
    model: str = ""


async def write_out(*, order: Order, written: Written, seconds: float) -> AsyncGenerator[str, None]:
    """The whole text each time it has grown, each beginning with the one before; holds no database connection.

    `written` is filled meanwhile, so that whoever closes this early has what came. A failure is told there, not raised.
    """
    try:
        async with asyncio.timeout(seconds), aclosing(chat_stream(request=order.request, route=order.route)) as events:
            async for event in events:
                if isinstance(event, Delta):
                    written.sent += event.text
                    written.text = restore(text=written.sent, vault=order.vault)
                    yield restore(text=_without_open_placeholder(written.sent), vault=order.vault)
                else:
                    written.ended, written.model = True, event.model
                    written.failure = "length" if event.reason == "length" else ""
    except ModelFailed as failed:
        written.failure = str(failed.kind)
    except NotConfigured:
        written.failure = "not_configured"
    except TimeoutError:
        written.failure = "timeout"


def failure_sentence(*, failure: str) -> str:
    """What went wrong and the next step; empty when nothing did."""
    return str(_FAILURES.get(failure, _UNSPECIFIED)) if failure else ""


def _without_open_placeholder(text: str) -> str:
    """Up to a 〔 that may still become a placeholder, so that what is shown only grows."""
    opened_at = text.rfind("〔", -_LONGEST_PLACEHOLDER)
    return text if opened_at < 0 or "〕" in text[opened_at:] else text[:opened_at]


_UNSPECIFIED: Final = _("AIモデルが途中で答えなくなりました。もう一度試すか、自分で書いてください。")
_FAILURES: Final[dict[str, Promise]] = {
    "length": _("長さの限度で終わりました。最後の文が途中かもしれません。"),
    "refused": _("AIモデルが、この内容では書けないと答えました。頼み方を変えてお試しください。"),
    "too_long": _("入力が長すぎて、AIモデルに入りませんでした。資料を短くするか、分けてお試しください。"),
    "timeout": _("時間内に終わりませんでした。少し待って、もう一度お試しください。"),
    "auth": _("AIモデルの鍵が受け付けられませんでした。町の管理者に「AIモデル」の設定を確かめてもらってください。"),
    "not_configured": _("AIモデルが使えません。町の管理者に設定と利用枠を確かめてもらってください。"),
    "grade": _(
        "町で入力できる区分が下げられたため、この内容はAIに送れません。その部分を除いて、新しく書いてください。"
    ),
}
