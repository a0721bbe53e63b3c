"""Calls to LINE's Messaging API, each with its time limit; what came of a call is a word, never a surprise."""

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import httpx2
from django.conf import settings

from assistants.line.limits import CALL_SECONDS, LOADING_CALL_SECONDS, LOADING_SECONDS

_REPLY: Final = "/v2/bot/message/reply"
_PUSH: Final = "/v2/bot/message/push"
_LOADING: Final = "/v2/bot/chat/loading/start"
_INFO: Final = "/v2/bot/info"
_ENDPOINT: Final = "/v2/bot/channel/webhook/endpoint"
_TEST: Final = "/v2/bot/channel/webhook/test"
_MONTHLY: Final = "monthly limit"


class Came(StrEnum):
    """What came of a call."""

    ACCEPTED = "accepted"  # also 409: accepted before, under the same retry key
    UNCLEAR = "unclear"  # 5xx, time-out, cut: it may have arrived
    SLOW_DOWN = "slow_down"  # 429
    MONTHLY_LIMIT = "monthly_limit"
    UNAUTHORIZED = "unauthorized"
    REFUSED = "refused"  # trying again changes nothing: token used up, user gone, content wrong


@dataclass(frozen=True, slots=True)
class Answer:
    """What LINE said: the word for it, and its JSON."""

    came: Came
    content: dict[str, Any]


class LineClient:
    """One connection to LINE for a few calls: `with LineClient(token=…) as line`."""

    def __init__(self, *, token: str) -> None:
        self._http = httpx2.Client(
            base_url=settings.LINE_API_URL,
            headers={"Authorization": f"Bearer {token}"},
            timeout=CALL_SECONDS,
            follow_redirects=False,
        )

    def __enter__(self) -> "LineClient":
        return self

    def __exit__(self, *_error: object) -> None:
        self._http.close()

    def reply(self, *, token: str, messages: list[dict[str, Any]]) -> Answer:
        """Answer an event; free of charge. There is no retry key for it."""
        return self._call("POST", _REPLY, {"replyToken": token, "messages": messages})

    def push(self, *, to: str, messages: list[dict[str, Any]], key: UUID) -> Answer:
        """Send of our own accord; counts against the account's month. The same key arrives once."""
        return self._call("POST", _PUSH, {"to": to, "messages": messages}, {"X-Line-Retry-Key": str(key)})

    def show_loading(self, *, to: str) -> None:
        """Let the reader see that an answer is coming; without it nothing is lost."""
        seconds = {"chatId": to, "loadingSeconds": LOADING_SECONDS}
        self._call("POST", _LOADING, seconds, timeout=LOADING_CALL_SECONDS)

    def info(self) -> Answer:
        """Who the account is: `displayName`, `basicId`, `chatMode`."""
        return self._call("GET", _INFO)

    def webhook(self) -> Answer:
        """Where LINE sends events: `endpoint`, `active`."""
        return self._call("GET", _ENDPOINT)

    def test_webhook(self, *, address: str) -> Answer:
        """Ask LINE to call us: `success`, `statusCode`, `reason`."""
        return self._call("POST", _TEST, {"endpoint": address}, timeout=2 * CALL_SECONDS)

    def _call(
        self,
        method: str,
        path: str,
        content: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        timeout: float | None = None,
    ) -> Answer:
        try:
            response = self._http.request(method, path, json=content, headers=headers, timeout=timeout or CALL_SECONDS)
        except httpx2.HTTPError:
            return Answer(Came.UNCLEAR, {})
        try:
            said = response.json()
        except ValueError:
            said = {}
        said = said if isinstance(said, dict) else {}
        return Answer(_came(response.status_code, str(said.get("message", ""))), said)


def _came(status: int, message: str) -> Came:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Came.MONTHLY_LIMIT if _MONTHLY in message else Came.SLOW_DOWN
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return Came.UNAUTHORIZED
    if status == HTTPStatus.CONFLICT or HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Came.ACCEPTED
    return Came.UNCLEAR if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Came.REFUSED
