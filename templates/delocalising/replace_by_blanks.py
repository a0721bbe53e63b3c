"""Puts blanks where facts stood, as somebody decided; nothing is replaced while a fact is open."""

from collections.abc import Mapping, Sequence
from typing import Final

from templates.delocalising.local_fact import Decision, Delocalised, FactKind, FoundBlank, LocalFact, Texts, Unresolved
from templates.delocalising.suggest_blanks import blank_of

_OPEN: Final = "{{"
_CLOSE: Final = "}}"


def unresolved(*, facts: Sequence[LocalFact], decisions: Mapping[str, Decision]) -> tuple[LocalFact, ...]:
    """What is in the way of publishing: facts without a decision by `LocalFact.key`, all personal
    data, and what could be a person's and was to stay."""
    return tuple(
        fact
        for fact in facts
        if fact.blocks or fact.key not in decisions or (fact.private and not decisions[fact.key].blank)
    )


def replace_by_blanks(*, texts: Texts, facts: Sequence[LocalFact], decisions: Mapping[str, Decision]) -> Delocalised:
    """The texts with `{{name}}` in place of each fact that becomes a blank. Raises Unresolved and changes nothing.

    `facts` are those of `find_local_facts` for these texts. A name of two types keeps the first one's.
    """
    open_ = unresolved(facts=facts, decisions=decisions)
    if open_:
        raise Unresolved(open_)
    blanks: dict[str, FoundBlank] = {}
    kept: dict[str, str] = {}
    changed = dict(texts)
    for fact in sorted(facts, reverse=True):
        decision = decisions[fact.key]
        if decision.blank:
            text = changed[fact.place]
            changed[fact.place] = f"{text[: fact.start]}{_OPEN}{decision.blank.strip()}{_CLOSE}{text[fact.end :]}"
        else:
            kept[fact.key] = decision.reason
    for fact in facts:
        name = decisions[fact.key].blank.strip()
        if name and name not in blanks:
            blanks[name] = blank_of(name=name, kind=fact.blank_type)
    return Delocalised(changed, tuple(blanks.values()), kept)


def suggested(*, facts: Sequence[LocalFact]) -> dict[str, Decision]:
    """Every fact becomes the blank that was suggested; personal data stays open."""
    return {fact.key: Decision(blank=fact.blank) for fact in facts if fact.kind is not FactKind.PERSONAL}
