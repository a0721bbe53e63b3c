"""Puts suggestions into a text."""

from collections.abc import Iterable

from assistants.proofreading.finding import Finding


def mended(*, text: str, findings: Iterable[Finding]) -> str:
    """The text with the safe suggestions of these findings put in; the others stay as they are."""
    for one in sorted(findings, key=lambda found: found.start, reverse=True):
        if one.safe and one.suggestion is not None:
            text = text[: one.start] + one.suggestion + text[one.end :]
    return text
