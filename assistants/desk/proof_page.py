"""What the page of the 公用文 check shows: the text in marked parts, the findings by number, the figures in words."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from assistants.easing.check import GOOD
from assistants.proofreading.finding import Finding
from assistants.proofreading.readability import EASE_LOW, KANJI_HIGH, Readability
from assistants.proofreading.rule import LEVEL_WORDS, Level
from assistants.proofreading.working import Worked

MOST_SHOWN: Final = 200
_LOOKS: Final = {Level.ERROR: "error", Level.RECOMMEND: "warning", Level.CUE: "info"}
_LONGEST_EXCERPT: Final = 40


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text; `number` is the finding it belongs to (the surest one), 0 for none."""

    text: str
    number: int = 0
    level: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as it is listed."""

    number: int
    finding: Finding
    level_words: str
    look: str
    excerpt: str
    can_ignore_everywhere: bool


def page_of(*, worked: Worked) -> dict[str, Any]:
    """The context of the result."""
    proof = worked.proof
    if proof is None or not proof.text.strip():
        return {"worked": worked, "proof": None}
    shown = worked.shown[:MOST_SHOWN]
    counts = [(LEVEL_WORDS[level], sum(one.level is level for one in worked.shown), _LOOKS[level]) for level in Level]
    by_rule: dict[str, int] = {}
    for one in worked.shown:
        by_rule[one.title] = by_rule.get(one.title, 0) + 1
    return {
        "worked": worked,
        "proof": proof,
        "parts": parts_of(text=proof.text, findings=shown),
        "lines": [_line(number, one) for number, one in enumerate(shown, start=1)],
        "more": len(worked.shown) - len(shown),
        "safe": sum(one.safe for one in worked.shown),
        "counts": counts,
        "by_rule": sorted(by_rule.items(), key=lambda entry: -entry[1]),
        "figures": figures_of(figures=proof.readability),
    }


def parts_of(*, text: str, findings: tuple[Finding, ...]) -> list[Part]:
    """The text cut where findings begin and end; where several stand the surest is shown."""
    owners = _owners(text, findings)
    parts: list[Part] = []
    start, seen = 0, set()
    for place in range(1, len(text) + 1):
        if place == len(text) or owners[place] != owners[start]:
            number = owners[start]
            level = findings[number - 1].level.value if number else ""
            parts.append(Part(text[start:place], number, level, bool(number) and number not in seen))
            seen.add(number)
            start = place
    return parts


def figures_of(*, figures: Readability) -> list[tuple[str, str, str]]:
    """Name, value and what to make of it."""
    kanji = _("漢字が多めです（住民向けは3割ほどが目安）") if figures.kanji > KANJI_HIGH else ""
    long = _("60字を超える文が%(count)s") % {"count": figures.long} if figures.long else ""
    stiff = _("かための文章です（40未満）。文を切り、漢字の連なりをほどくと上がります")
    rows = [
        (_("文字数"), _("%(n)s字") % {"n": f"{figures.characters:,}"}, ""),
        (_("文の数"), _("%(n)s文") % {"n": figures.sentences}, ""),
        (_("一文の長さ（平均）"), _("%(n)s字") % {"n": figures.average}, ""),
        (_("一番長い文"), _("%(n)s字") % {"n": figures.longest}, long),
        (_("漢字の割合"), f"{figures.kanji}%", kanji),
        (_("受け身・尊敬の「れる・られる」"), _("%(n)sか所") % {"n": figures.passives}, ""),
        (_("二重否定"), _("%(n)sか所") % {"n": figures.double_negatives}, ""),
        (_("いくつも続く文（一文一義の目安）"), _("%(n)s文") % {"n": figures.chained}, ""),
    ]
    if figures.ease is not None:
        note = stiff if figures.ease < EASE_LOW else _("平均が50、高いほど読みやすい（建石ほか1988の式）")
        rows.insert(0, (_("読みやすさの指数"), str(figures.ease), note))
    if figures.easiness is not None:
        good = _("十分やさしい文章です") if figures.easiness >= GOOD else _("80点以上が目安です")
        rows.insert(0, (_("やさしさ"), _("%(n)s点") % {"n": figures.easiness}, good))
    return rows


def _owners(text: str, findings: tuple[Finding, ...]) -> list[int]:
    """For each character the number of its finding, 0 for none."""
    owners = [0] * len(text)
    order = list(Level)
    numbered = sorted(enumerate(findings, start=1), key=lambda pair: -order.index(pair[1].level))
    for number, one in numbered:  # cues first, so that surer ones stand over them
        owners[one.start : one.end] = [number] * (one.end - one.start)
    return owners


def _line(number: int, one: Finding) -> Line:
    words = one.words.replace("\n", " ")
    excerpt = words if len(words) <= _LONGEST_EXCERPT else f"{words[:_LONGEST_EXCERPT]}…"
    short = len(one.words) <= _LONGEST_EXCERPT and one.level is not Level.CUE
    return Line(number, one, str(LEVEL_WORDS[one.level]), _LOOKS[one.level], excerpt, short)
