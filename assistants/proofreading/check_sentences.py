"""目安 of single sentences: too long, too many points, better as a list, passives, vague words."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from assistants.proofreading.finding import Finding, finding
from assistants.proofreading.reading import Reading, Sentence
from assistants.proofreading.rule import Profile, rule_of, rules_of
from knowledge.public import Morpheme

LONGEST: Final = {Profile.NOTICE: 70, Profile.PRESS: 60}  # characters
_MOST_POINTS: Final = 3
_LIST_FROM: Final = 4
_VAGUE_FROM: Final = 3
_PASSIVES_FROM: Final = 2
_CLAUSE_ENDS: Final = frozenset({"が", "ので", "から", "けれど", "けれども", "し", "て", "で", "たり", "ば", "と"})
_PASSIVE: Final = frozenset({"れる", "られる"})
_COMMAS: Final = frozenset("、，")
_NOUNS: Final = frozenset({"名詞", "接尾辞", "補助記号"})
_NO_LIST: Final = frozenset({"動詞", "形容詞", "接続詞"})
_NOUNS_AS_VERBS: Final = frozenset({"写し", "控え"})  # as SudachiPy sees them
_VAGUE: Final = re.compile(r"等(?![級分身高式質価号]|しい|しく)|など")

Check = Callable[[Sentence, list[Morpheme], Profile], bool]


def check_sentences(*, reading: Reading, profile: Profile) -> Iterator[Finding]:
    """Findings over whole sentences."""
    wanted = [rule for rule in rules_of(profile) if rule.check in CHECKS]
    if not wanted:
        return
    for sentence, within in reading.by_sentence():
        for rule in wanted:
            if CHECKS[rule.check](sentence, within, profile):
                told = rule_of(rule.check)
                yield finding(rule=told, text=reading.text, start=sentence.start, end=sentence.end, suggestion=None)


def passives(*, within: list[Morpheme]) -> int:
    """How many passives (and honorifics of the same form) stand in some morphemes."""
    return sum(m.part[0] == "助動詞" and m.dictionary_form in _PASSIVE for m in within)


def points(*, within: list[Morpheme]) -> int:
    """How many clauses end with a comma before the sentence does."""
    return sum(later.surface in _COMMAS and _ends_clause(one) for one, later in pairwise(within))


def _ends_clause(morpheme: Morpheme) -> bool:
    if morpheme.part[:2] == ("助詞", "接続助詞"):
        return morpheme.surface in _CLAUSE_ENDS
    return morpheme.part[0] in ("動詞", "助動詞") and morpheme.part[5].startswith("連用形")


def _long(sentence: Sentence, _within: list[Morpheme], profile: Profile) -> bool:
    return len(sentence.text) > LONGEST[profile]


def _many_points(_sentence: Sentence, within: list[Morpheme], _profile: Profile) -> bool:
    return points(within=within) > _MOST_POINTS


def _list_it(_sentence: Sentence, within: list[Morpheme], _profile: Profile) -> bool:
    run, is_plain = 0, True
    for before, morpheme in pairwise(within):
        if morpheme.surface in _COMMAS:
            run = run + 1 if is_plain and _is_noun(before) else 0
            is_plain = True
        elif morpheme.part[0] in _NO_LIST and not _is_noun(morpheme):
            is_plain = False
        if run >= _LIST_FROM:
            return True
    return False


def _is_noun(morpheme: Morpheme) -> bool:
    return morpheme.part[0] in _NOUNS or morpheme.surface in _NOUNS_AS_VERBS


def _passive_heavy(_sentence: Sentence, within: list[Morpheme], _profile: Profile) -> bool:
    return passives(within=within) > _PASSIVES_FROM


def _vague(sentence: Sentence, _within: list[Morpheme], _profile: Profile) -> bool:
    return len(_VAGUE.findall(sentence.text)) >= _VAGUE_FROM


CHECKS: Final[dict[str, Check]] = {
    "long_sentence": _long,
    "many_points": _many_points,
    "list_it": _list_it,
    "passive_heavy": _passive_heavy,
    "vague_etc": _vague,
}
