"""Where a browser stands in each guide: a signed cookie of this host; the town keeps no answers."""

import json
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from tenants.public import sign, unsign

COOKIE: Final = "yuimachi_guides"
_KEPT_SECONDS: Final = 30 * 24 * 3600
_MOST_GUIDES: Final = 4


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk through one guide."""

    token: UUID
    answers: tuple[tuple[str, str], ...]


def walk_of(*, request: HttpRequest, guide_id: int) -> Walk:
    """The walk begun in this browser, else a new one."""
    token, answers = _held(request).get(str(guide_id), (str(uuid4()), []))
    return Walk(UUID(token), tuple((key, value) for key, value in answers))


def hold_walk(*, request: HttpRequest, response: HttpResponse, guide_id: int, walk: Walk) -> None:
    """Let the browser keep it; of more than four guides the oldest falls away."""
    held = _held(request)
    held.pop(str(guide_id), None)
    held[str(guide_id)] = (str(walk.token), [list(pair) for pair in walk.answers])
    kept = dict(list(held.items())[-_MOST_GUIDES:])
    response.set_cookie(
        COOKIE,
        sign(value=json.dumps(kept, ensure_ascii=True), purpose="guides"),
        max_age=_KEPT_SECONDS,
        path="/guides/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _held(request: HttpRequest) -> dict[str, tuple[str, list[list[str]]]]:
    try:
        signed = request.COOKIES.get(COOKIE, "")
        return dict(json.loads(unsign(signed=signed, purpose="guides", max_age_seconds=_KEPT_SECONDS)))
    except (BadSignature, ValueError, TypeError):
        return {}
