"""Signed links to a passage: worthless in another town, guessable by nobody."""

from typing import Final

from django.core.signing import BadSignature

from tenants.public import sign, unsign

_PURPOSE: Final = "citation"
_LASTS_SECONDS: Final = 5 * 366 * 24 * 60 * 60  # as long as a conversation may be kept at most (Policy)


class CitationUnknown(Exception):
    """No passage of this town for this reader: a wrong, altered, foreign or very old link."""


def source_token(*, passage_id: int) -> str:
    """The token of a passage in the entered town, for `/sources/<token>/`. No query."""
    return sign(value=passage_id, purpose=_PURPOSE)


def passage_of(*, token: str) -> int:
    """Id of the passage that a token names. Raises CitationUnknown."""
    try:
        return int(unsign(signed=token, purpose=_PURPOSE, max_age_seconds=_LASTS_SECONDS))
    except (BadSignature, TypeError, ValueError) as wrong:
        raise CitationUnknown from wrong
