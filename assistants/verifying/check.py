"""Checks one sentence against the passages that it cites."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assistants.turn import DraftSentence
from assistants.verifying.compare_facts import Objection, objection_to_fact
from assistants.verifying.compare_whole import objection_to_mixture
from assistants.verifying.compare_words import objection_to_name, objection_to_polarity, objection_to_words
from assistants.verifying.facts import FactKind
from assistants.verifying.foreign import is_japanese, with_japanese_facts
from assistants.verifying.foreign_words import in_japanese_spelling
from assistants.verifying.openings import is_label, is_opening, says_nothing
from assistants.verifying.reading import Reading, read
from assistants.verifying.reasons import Reason
from assistants.verifying.sources import Sources, sources_of
from assistants.verifying.thresholds import MOST_CHARACTERS
from assistants.verifying.unfit import objection_to_form
from knowledge.public import FoundPassage

_STRICT: Final = "ja"  # labels are held to the words in every language that has kana


class Kind(StrEnum):
    """What a check comes to."""

    SUPPORTED = "supported"
    STATES_NOTHING = "states_nothing"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` is empty unless withheld; `detail` names the words that are not supported."""

    kind: Kind
    reason: str = ""
    detail: str = ""


def check(*, draft: DraftSentence, passages: tuple[FoundPassage, ...], language: str, prompt: str = "") -> Verdict:
    """Whether `draft` may be shown. `passages` are those of the turn; the draft cites them by index.

    `language`: code of `assistants.languages`; `prompt`: our own instructions, which must not leak. Pure.
    """
    if len(draft.text) > MOST_CHARACTERS:
        return Verdict(Kind.WITHHELD, Reason.TOO_LONG, f"{len(draft.text)}")
    if says_nothing(text=draft.text):
        return Verdict(Kind.WITHHELD, Reason.SAYS_NOTHING)
    cited = [passages[index] for index in draft.passages]
    known = "\n".join(passage.text for passage in cited)
    objection = objection_to_form(text=draft.text, prompt=prompt, sources_text=known)
    if objection is None and is_opening(text=draft.text):
        return Verdict(Kind.STATES_NOTHING)
    if objection is None and is_label(text=draft.text):
        objection = _objection_to_label(draft.text, passages)
        if objection is None:
            return Verdict(Kind.STATES_NOTHING)
    if objection is None and not cited:
        objection = Reason.NO_CITATION, ""
    if objection is None:
        objection = objection_to(text=draft.text, sources=sources_of(passages=cited), language=language)
    return Verdict(Kind.WITHHELD, objection[0].value, objection[1]) if objection else Verdict(Kind.SUPPORTED)


def _objection_to_label(text: str, passages: tuple[FoundPassage, ...]) -> Objection | None:
    """A label (「持ち物：」) cites nothing, but it may not bring in what none of the turn's passages speaks of."""
    return objection_to_words(sentence=read(text), sources=sources_of(passages=passages), language=_STRICT)


def objection_to(*, text: str, sources: Sources, language: str = "ja") -> Objection | None:
    """The first thing in `text` that `sources` do not support, or None.

    Words of other languages cannot be compared with Japanese sources: of them every fact must stand there. Who was
    asked in Japanese has no cause to answer in another language.
    """
    if not language.startswith("ja") and not is_japanese(text=text):
        spelled = in_japanese_spelling(text=text, language=language) if language != "en" else text
        return _objection_to_foreign(read(with_japanese_facts(text=spelled)), sources)
    sentence = read(text)
    return (
        next(_objections(sentence, sources), None)
        or objection_to_words(sentence=sentence, sources=sources, language=language)
        or objection_to_mixture(sentence=sentence, sources=sources)
    )


def _objections(sentence: Reading, sources: Sources) -> Iterator[Objection]:
    for index in range(len(sentence.items)):
        for object_to in (objection_to_fact, objection_to_polarity, objection_to_name):
            if objection := object_to(sentence=sentence, index=index, sources=sources):
                yield objection


def _objection_to_foreign(sentence: Reading, sources: Sources) -> Objection | None:
    stand = {(place.item.fact.kind, place.item.fact.value) for place in sources.all_places(_is_fact) if place.item.fact}
    numbers = {value for _kind, value in stand}
    for item in sentence.items:
        fact = item.fact
        if fact is None or fact.kind in (FactKind.DESK, FactKind.OPPOSITE):
            continue
        unitless = fact.family == "amount:"
        if (fact.kind, fact.value) not in stand and not (unitless and fact.value in numbers):
            return Reason.NUMBER, sentence.text[fact.begin : fact.end]
    return None


def _is_fact(item: object) -> bool:
    return getattr(item, "fact", None) is not None
