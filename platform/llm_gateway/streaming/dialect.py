"""The body of a chat request, and what servers of the same protocol disagree about: learned from their refusals.

Newer OpenAI models want `max_completion_tokens` and refuse `temperature`; older servers refuse `stream_options`. What
an endpoint refused is left out or renamed in this process from then on.
"""

from collections.abc import Mapping
from typing import Any, Final

import openai

from llm_gateway.chat import ChatRequest
from llm_gateway.endpoint import Endpoint

_BAD_REQUEST: Final = frozenset({400, 422})
_ADAPTABLE: Final = ("max_tokens", "temperature", "stream_options")
_refused: dict[tuple[str, str], frozenset[str]] = {}


def body_of(*, request: ChatRequest, endpoint: Endpoint) -> dict[str, Any]:
    """The JSON body in the endpoint's dialect as far as it is known."""
    refused = _refused.get((endpoint.base_url, endpoint.model), frozenset())
    body: dict[str, Any] = {
        "model": endpoint.model,
        "messages": [{"role": message.role, "content": message.content.text} for message in request.messages],
        "stream": True,
    }
    limit = output_limit(request=request, endpoint=endpoint)
    body["max_completion_tokens" if "max_tokens" in refused else "max_tokens"] = limit
    if request.temperature is not None and "temperature" not in refused:
        body["temperature"] = request.temperature
    if "stream_options" not in refused:
        body["stream_options"] = {"include_usage": True}
    return body


def output_limit(*, request: ChatRequest, endpoint: Endpoint) -> int:
    """Tokens the answer may have: what was asked, never more than the endpoint's own limit."""
    return min(request.max_output_tokens or endpoint.max_output_tokens, endpoint.max_output_tokens)


def learn(*, error: openai.APIStatusError, sent: Mapping[str, Any], endpoint: Endpoint) -> bool:
    """Whether the error names a parameter that was sent and can do without: then `body_of` is worth another try.

    Compared with what was sent, not with what is known: of many requests at once each must learn for itself.
    """
    if error.status_code not in _BAD_REQUEST:
        return False
    for parameter in _ADAPTABLE:
        if parameter in sent and (error.param == parameter or parameter in error.message):
            key = (endpoint.base_url, endpoint.model)
            _refused[key] = _refused.get(key, frozenset()) | {parameter}
            return True
    return False
