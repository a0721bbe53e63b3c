"""What the model server can be told to do, for one request or for all."""

from collections import deque
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Fault(StrEnum):
    """One way of going wrong. GOOD goes right."""

    GOOD = "good"
    REFUSE = "refuse"  # 200, then finish_reason content_filter before any word
    REFUSE_LATE = "refuse_late"  # the same after `after_words`
    DROP = "drop"  # closes the connection without a reply
    HANG = "hang"  # takes the request and never answers
    UNAUTHORIZED = "unauthorized"
    UNKNOWN_MODEL = "unknown_model"
    NO_SUCH_PATH = "no_such_path"
    RATE_LIMITED = "rate_limited"
    ERROR = "error"
    TOO_LONG = "too_long"
    NO_MAX_TOKENS = "no_max_tokens"  # as newer OpenAI models: refuses max_tokens and temperature
    CUT = "cut"  # ends after `after_words` without finish_reason, politely
    CUT_HARD = "cut_hard"  # resets the connection after `after_words`
    STALL = "stall"  # says nothing more after `after_words`
    ERROR_EVENT = "error_event"  # an error object inside the stream
    WRONG_JSON = "wrong_json"
    WRONG_SHAPE = "wrong_shape"
    HTML = "html"
    REDIRECT = "redirect"
    EMPTY = "empty"
    ENDLESS = "endless"
    STOP_AT_LIMIT = "stop_at_limit"  # finish_reason length after `after_words`
    LIE = "lie"  # alters one fact of the answer
    OBEY = "obey"  # does what an attacker wants; `text` is then the attack, or the question itself is


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How one request is served. Times in seconds."""

    fault: Fault = Fault.GOOD
    text: str | None = None  # says this instead of reading its prompt
    first_seconds: float = 0.0
    word_seconds: float = 0.0
    after_words: int = 3
    retry_after: float | None = None
    usage: bool = True
    thoughts: int = 0  # reasoning events before the first word
    lie: str = ""  # which fact is altered; empty: the first that can be

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Behaviour":
        """From the control address; raises TypeError for an unknown name, ValueError for an unknown fault."""
        known = {**values, "fault": Fault(values.get("fault", "good"))}
        return cls(**known)


@dataclass(slots=True)
class Seen:
    """One request as it arrived, and what was said: `words_at` has the monotonic second of each word that was sent.

    `closed_early`: the client left before the end. `lie`: which fact was altered.
    """

    method: str
    path: str
    headers: dict[str, str]
    body: Any
    closed_early: bool = False
    said: str = ""
    lie: str = ""
    words_at: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Conduct:
    """The orders: first the queue, one a request; then a fault in the model's name (`any-model:cut`); then `always`."""

    always: Behaviour = Behaviour()
    queue: deque[Behaviour] = field(default_factory=deque)
    seen: list[Seen] = field(default_factory=list)
    models_hidden: bool = False  # /v1/models answers 404, as many servers do

    def behaviour_for(self, body: Any) -> Behaviour:
        """The order for a request that generates something."""
        if self.queue:
            return self.queue.popleft()
        model = str(body.get("model", "")) if isinstance(body, dict) else ""
        name = model.rpartition(":")[2]
        if ":" in model and name in set(Fault):
            return replace(self.always, fault=Fault(name))
        return self.always
