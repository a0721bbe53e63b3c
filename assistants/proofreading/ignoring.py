"""Findings that a person does not want to see again: here, or wherever these words stand. Kept as keyed digests."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from django.utils.crypto import salted_hmac

from assistants.models import IgnoredFinding
from assistants.proofreading.finding import Finding
from assistants.proofreading.proofread import Proof
from assistants.proofreading.reading import Reading
from tenants.public import current_schema

MOST: Final = 2_000  # of one person; the oldest go
_LONGEST_WORDS: Final = 60


def ignored_of(*, person_id: int) -> frozenset[str]:
    """The marks of everything a person ignores. One query."""
    return frozenset(IgnoredFinding.objects.filter(person_id=person_id).values_list("mark", flat=True)[:MOST])


def without_ignored(*, proof: Proof, marks: frozenset[str]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings to show, and those that the person ignores."""
    if not marks:
        return proof.findings, ()
    sentences = _sentences(proof)
    shown: list[Finding] = []
    hidden: list[Finding] = []
    for one in proof.findings:
        its = {mark_of(finding=one), mark_of(finding=one, sentence=sentences(one))}
        (hidden if its & marks else shown).append(one)
    return tuple(shown), tuple(hidden)


def ignore(*, proof: Proof, key: str, everywhere: bool, person_id: int, now: datetime) -> Finding | None:
    """Remember it; None when the text has no such finding (any more). Doing it twice is doing it once."""
    one = next((found for found in proof.findings if found.key == key), None)
    if one is None or (everywhere and len(one.words) > _LONGEST_WORDS):
        return None
    sentence = "" if everywhere else _sentences(proof)(one)
    values = {"title": one.title[:60], "words": one.words if everywhere else "", "at": now}
    mark = mark_of(finding=one, sentence=sentence)
    IgnoredFinding.objects.update_or_create(person_id=person_id, mark=mark, defaults=values)
    return one


def forget_ignored(*, person_id: int, marks: Iterable[str] | None = None) -> int:
    """Take back what was ignored: all of it, or these marks. How many went."""
    rows = IgnoredFinding.objects.filter(person_id=person_id)
    return (rows if marks is None else rows.filter(mark__in=list(marks))).delete()[0]


def marks_of(*, proof: Proof, findings: Iterable[Finding]) -> set[str]:
    """All marks under which some findings may be kept."""
    sentences = _sentences(proof)
    return {mark for one in findings for mark in (mark_of(finding=one), mark_of(finding=one, sentence=sentences(one)))}


def mark_of(*, finding: Finding, sentence: str = "") -> str:
    """A digest with the installation's key, of this town: nobody reads a text out of it."""
    told = "\x1f".join((current_schema(), finding.rule, finding.words, sentence))
    return salted_hmac("assistants.proofreading", told, algorithm="sha256").hexdigest()[:32]


def _sentences(proof: Proof) -> Callable[[Finding], str]:
    """Finds the sentence around a finding."""
    every = Reading(proof.text).sentences
    return lambda one: next((each.text for each in every if each.start <= one.start < each.end), "")
