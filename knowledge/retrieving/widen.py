"""Adds a town's own synonyms to the words of a question."""

from collections.abc import Mapping, Sequence


def with_synonyms(*, words: Sequence[str], synonyms: Mapping[str, Sequence[str]]) -> list[str]:
    """The question's words, each followed by the terms its town set as synonyms; no term is added twice.

    Keys and values of `synonyms` are terms as `tokenise.terms` gives them. A phrase of several words is joined by a
    blank (「マイナンバー カード」) and is recognised where its words stand next to each other.
    """
    found = list(words)
    for start in range(len(words)):
        for phrase in _phrases_at(words, start):
            found += [part for term in synonyms.get(phrase, ()) for part in term.split() if part not in found]
    return found


def _phrases_at(words: Sequence[str], start: int, longest: int = 4) -> list[str]:
    return [" ".join(words[start:end]) for end in range(start + 1, min(start + longest, len(words)) + 1)]
