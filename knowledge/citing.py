"""Links to the place a passage stands at: signed for this town, so that another town's link leads nowhere."""

from django.core.signing import BadSignature

from tenants.public import sign, unsign

PURPOSE = "citation"
_VALID_SECONDS = 366 * 24 * 60 * 60  # as long as the longest usual retention of answers


class CitationUnknown(LookupError):
    """The link is of another town, altered or too old."""


def source_token(*, passage_id: int) -> str:
    """What stands in the address of a source."""
    return sign(value=passage_id, purpose=PURPOSE)


def passage_of_token(*, token: str) -> int:
    """Id of the passage a source's address leads to. Raises CitationUnknown."""
    try:
        return int(unsign(signed=token, purpose=PURPOSE, max_age_seconds=_VALID_SECONDS))
    except (BadSignature, TypeError, ValueError) as unknown:
        raise CitationUnknown(token) from unknown
