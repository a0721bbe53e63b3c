"""The hand-overs a browser holds: of its conversation, and of earlier ones by a longer-lived cookie of their own.

The chat's cookie ends after hours; an answer may come days later. This cookie opens nothing but the hand-over.
"""

from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponseBase

from assistants.chat.conversation import held_by
from assistants.models import Conversation
from tenants.public import sign, unsign

COOKIE: Final = "yuimachi_talks"
_KEPT_SECONDS: Final = 60 * 24 * 60 * 60
_MOST: Final = 3


def conversations_held(request: HttpRequest) -> tuple[int, ...]:
    """Ids of the conversations whose hand-overs this browser may read. At most two queries."""
    tokens = _tokens(request)
    rows = Conversation.objects.filter(token__in=tokens).values_list("pk", flat=True) if tokens else ()
    held = held_by(request)
    return tuple(dict.fromkeys([*rows, *([held.id] if held else [])]))


def keep_talk(*, request: HttpRequest, response: HttpResponseBase, token: UUID) -> None:
    """Let the browser find its hand-over again for weeks: this host only, not readable by scripts."""
    tokens = [token, *(known for known in _tokens(request) if known != token)][:_MOST]
    response.set_cookie(
        COOKIE,
        sign(value="|".join(map(str, tokens)), purpose=COOKIE),
        max_age=_KEPT_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def drop_talks(*, response: HttpResponseBase) -> None:
    """Forget them on this device; the town still has them."""
    response.delete_cookie(COOKIE)


def _tokens(request: HttpRequest) -> list[UUID]:
    signed = request.COOKIES.get(COOKIE)
    if not signed:
        return []
    try:
        value = unsign(signed=signed, purpose=COOKIE, max_age_seconds=_KEPT_SECONDS)
        return [UUID(part) for part in value.split("|")][:_MOST]
    except (BadSignature, ValueError):
        return []
