"""Tokens of a chat call: as the provider counted them, else estimated and flagged, also when it was left or cut."""

from llm_gateway.call_record import CallRecord
from llm_gateway.chat import ChatRequest
from llm_gateway.estimate_tokens import estimate_tokens
from llm_gateway.failures import COSTS_NOTHING
from llm_gateway.streaming.read_words import Reading


def count_tokens(*, call: CallRecord, request: ChatRequest, reading: Reading) -> None:
    """Write the tokens into `call`; may be called again."""
    if reading.usage is not None:
        call.tokens_in, call.tokens_out = reading.usage.tokens_in, reading.usage.tokens_out
        call.tokens_cached, call.estimated = reading.usage.tokens_cached, False
    elif call.outcome not in COSTS_NOTHING:
        call.tokens_in = estimate_tokens(texts=(message.content.text for message in request.messages))
        call.tokens_out = estimate_tokens(texts=reading.written)
        call.estimated = True
