"""What came of each case in this town, in words, and whether it came out right in the author's town."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from templates.models import EditionProof, ProofResult, ProofRun

_EXPECTED: Final = {
    "answer": gettext_lazy("答えること"),
    "no_answer": gettext_lazy("分からないと伝えること"),
    "refusal": gettext_lazy("断ること"),
    "crisis": gettext_lazy("緊急の窓口を案内すること"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One case. `asked`, `expected` in words; `output`: what came here; `wrong`: why it is wrong, as sentences.

    `right` None: to be asked, or the model failed (`asked_here`); `right_there` None: nobody knows of the author.
    """

    position: int
    asked: str
    expected: str
    output: str
    wrong: tuple[str, ...]
    right: bool | None
    right_there: bool | None
    asked_here: bool

    @property
    def apart(self) -> bool:
        """Right in the author's town and wrong here: what this town can do something about."""
        return self.right is False and self.right_there is True


def judged_cases(*, run: ProofRun, author: EditionProof | None) -> tuple[Judged, ...]:
    """All cases of a run in their order; one query."""
    there = right_there(author=author)
    return tuple(_judged(one, there) for one in run.results.all())


def right_there(*, author: EditionProof | None) -> frozenset[int] | None:
    """Positions of the cases that came out right for the author; None when nobody knows."""
    known = author is not None and len(author.right_at) == author.right
    return frozenset(author.right_at) if author is not None and known else None


def _judged(one: ProofResult, there: frozenset[int] | None) -> Judged:
    case: Mapping[str, Any] = one.case
    return Judged(
        one.position,
        case.get("question") or "、".join(f"{name}: {value}" for name, value in case.get("inputs", {}).items()),
        _expected(case),
        one.output,
        _wrong(one),
        one.right,
        None if there is None else one.position in there,
        one.asked_at is not None,
    )


def _expected(case: Mapping[str, Any]) -> str:
    if case["ask"] == "faq":
        return _("FAQ「%(entry)s」が答えること") % {"entry": case["entry"]}
    if case["ask"] == "prompt":
        told = [_holds(case["must"])] if case["must"] else []
        told += [_("「%(words)s」がないこと") % {"words": _listed(case["must_not"])}] if case["must_not"] else []
        return "、".join(told)
    if case["expects"] != "answer":
        return str(_EXPECTED.get(case["expects"], case["expects"]))
    told = [_holds(case["facts"])] if case["facts"] else []
    told += [_("出典が「%(words)s」であること") % {"words": "」か「".join(case["sources"])}] if case["sources"] else []
    return "、".join(told) or str(_EXPECTED["answer"])


def _wrong(one: ProofResult) -> tuple[str, ...]:
    if one.right is not False:
        return ()
    if one.case["ask"] == "faq":
        return (_("ほかのFAQが答えました。") if one.output else _("どのFAQも答えませんでした。"),)
    told = [_("「%(words)s」がありません。") % {"words": _listed(one.missing)}] if one.missing else []
    told += [_("「%(words)s」が入っています。") % {"words": _listed(one.forbidden)}] if one.forbidden else []
    return tuple(told)


def _holds(words: Sequence[str]) -> str:
    return _("「%(words)s」が入ること") % {"words": _listed(words)}


def _listed(words: Sequence[str]) -> str:
    return "」「".join(words)
