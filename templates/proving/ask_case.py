"""Asks one case of a proof and judges what came: by the model, by the FAQ search, by the whole road of an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from assistants.public import ask_and_judge, prove_prompt
from knowledge.public import Asker, match_faq, search_spelling


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a case. `outage`: the model failed, which says nothing of the edition."""

    right: bool
    output: str
    model: str = ""
    missing: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    outage: bool = False


def ask_case(*, case: Mapping[str, Any], content: Mapping[str, Any], now: datetime, mark: str = "") -> Came:
    """Ask in the entered town. `content` is the edition's body, `mark` stands at what a model used. Never raises for a
    failing model."""
    match case["ask"]:
        case "prompt":
            return _prompt(case, content, now, mark)
        case "faq":
            return _faq(case, now)
    judged = ask_and_judge(
        question=case["question"],
        expects=case["expects"],
        facts=case["facts"],
        forbidden=case["forbidden"],
        sources=case["sources"],
        now=now,
    )
    return Came(judged.right, judged.text, judged.model, judged.missing, judged.forbidden, judged.outage)


def _prompt(case: Mapping[str, Any], content: Mapping[str, Any], now: datetime, mark: str) -> Came:
    proven = prove_prompt(plain=content, inputs=case["inputs"], now=now, mark=mark)
    text = _bare(proven.text)
    missing = tuple(one for one in case["must"] if _bare(one) not in text)
    forbidden = tuple(one for one in case["must_not"] if _bare(one) in text)
    right = not (proven.failure or missing or forbidden)
    return Came(right, proven.text, proven.model, missing, forbidden, outage=bool(proven.failure))


def _faq(case: Mapping[str, Any], now: datetime) -> Came:
    found = match_faq(question=case["question"], asker=Asker("residents"), today=timezone.localdate(now))
    right = found is not None and _bare(found.question) == _bare(case["entry"])
    return Came(right, found.question if found else "", missing=() if right else (case["entry"],))


def _bare(text: str) -> str:
    return search_spelling(text=text).replace(" ", "").replace(",", "").lower()
