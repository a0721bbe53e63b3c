"""What can go wrong with a model, as a closed list, and how an exception of the client is read as one of them."""

import json
from enum import StrEnum
from typing import Final

import openai


class FailureKind(StrEnum):
    """Why a model gave no answer, or none that may be used."""

    REFUSED = "refused"  # the provider's filter or the model itself declined
    AUTH = "auth"
    UNKNOWN_MODEL = "unknown_model"
    RATE_LIMITED = "rate_limited"
    SLOW_FIRST_TOKEN = "slow_first_token"  # noqa: S105  the word of a failure, not a secret
    TIMEOUT = "timeout"  # no connection in time, silence in the middle, or the whole took too long
    CUT = "cut"  # the stream ended without saying that it was finished
    EMPTY = "empty"
    WRONG_SHAPE = "wrong_shape"  # not what the OpenAI protocol says
    TOO_LONG = "too_long"  # what was sent does not fit into the model
    UNAVAILABLE = "unavailable"  # not reachable, or an error of the server
    CIRCUIT_OPEN = "circuit_open"  # it failed so often just now that it is left alone for a while
    ENDLESS = "endless"  # it wrote on beyond the limit it was given


class ModelFailed(RuntimeError):
    """No endpoint gave a usable answer. `kind` is the last failure; `after_first_token`: words were already out."""

    def __init__(self, kind: FailureKind, *, detail: str = "", after_first_token: bool = False) -> None:
        super().__init__(f"{kind}: {detail}" if detail else str(kind))
        self.kind = kind
        self.detail = detail
        self.after_first_token = after_first_token


class NotConfigured(RuntimeError):
    """The town has no enabled endpoint for the feature: the caller answers by quoting, or says who can set it up."""


# Failures after which the same endpoint is tried again: nothing was produced, and a moment later it may work.
WORTH_RETRYING: Final = frozenset({FailureKind.RATE_LIMITED, FailureKind.UNAVAILABLE, FailureKind.TIMEOUT})
# Failures with which the provider produced nothing and counts nothing.
COSTS_NOTHING: Final = frozenset(
    {
        FailureKind.AUTH,
        FailureKind.UNKNOWN_MODEL,
        FailureKind.RATE_LIMITED,
        FailureKind.UNAVAILABLE,
        FailureKind.TOO_LONG,
    }
)
# Failures that are this request's fault, not a sign of a sick endpoint: they do not open the circuit.
NO_SIGN_OF_ILLNESS: Final = frozenset({FailureKind.REFUSED, FailureKind.TOO_LONG})

# What the client and the reading of its stream may raise; everything else is a bug and must surface.
CLIENT_ERRORS: Final = (openai.OpenAIError, json.JSONDecodeError, UnicodeDecodeError)

_BY_STATUS: Final = {
    401: FailureKind.AUTH,
    403: FailureKind.AUTH,
    404: FailureKind.UNKNOWN_MODEL,
    408: FailureKind.TIMEOUT,
    413: FailureKind.TOO_LONG,
    429: FailureKind.RATE_LIMITED,
}
_BY_CODE: Final = {
    "context_length_exceeded": FailureKind.TOO_LONG,
    "content_filter": FailureKind.REFUSED,
    "content_policy_violation": FailureKind.REFUSED,
    "model_not_found": FailureKind.UNKNOWN_MODEL,
    "invalid_api_key": FailureKind.AUTH,
}
_TOO_LONG_WORDS: Final = ("context length", "maximum context", "too many tokens", "prompt is too long")
_SERVER_ERRORS: Final = 500


def failure_of(error: Exception) -> FailureKind:
    """Read an exception of CLIENT_ERRORS as a FailureKind."""
    match error:
        case openai.APIStatusError():
            return _of_status(error)
        case openai.APITimeoutError():
            return FailureKind.TIMEOUT
        case openai.APIConnectionError():
            return FailureKind.UNAVAILABLE
        case openai.APIResponseValidationError() | json.JSONDecodeError() | UnicodeDecodeError():
            return FailureKind.WRONG_SHAPE
        case openai.APIError():  # an error event inside the stream
            return _BY_CODE.get(error.code or "", FailureKind.UNAVAILABLE)
    return FailureKind.WRONG_SHAPE


def _of_status(error: openai.APIStatusError) -> FailureKind:
    if error.code in _BY_CODE:
        return _BY_CODE[error.code]
    if error.status_code >= _SERVER_ERRORS:
        return FailureKind.UNAVAILABLE
    if any(words in error.message.lower() for words in _TOO_LONG_WORDS):  # vLLM and others give no code
        return FailureKind.TOO_LONG
    return _BY_STATUS.get(error.status_code, FailureKind.WRONG_SHAPE)


def retry_after_seconds(error: Exception) -> float:
    """Seconds the server asked to wait (Retry-After as a number); 0 when it said nothing readable."""
    if not isinstance(error, openai.APIStatusError):
        return 0.0
    try:
        return max(0.0, float(error.response.headers.get("retry-after", "0")))
    except ValueError:  # a date: providers of models do not send it; the own backoff is used
        return 0.0
