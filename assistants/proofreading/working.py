"""One step of a person on the page: check, put suggestions in, ignore, take back, save."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assistants.proofreading.finding import Finding
from assistants.proofreading.glossary import town_words
from assistants.proofreading.ignoring import forget_ignored, ignore, ignored_of, marks_of, without_ignored
from assistants.proofreading.mending import mended
from assistants.proofreading.proofread import LONGEST_TEXT, Proof, proofread
from assistants.proofreading.rule import Profile
from assistants.proofreading.saving import NotSaved, save_text


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person sent: the text, how it stood before the last step, and what to do (`step`, of finding `key`)."""

    text: str
    profile: Profile
    before: str = ""
    step: str = "check"
    key: str = ""
    title: str = ""


@dataclass(slots=True)
class Worked:
    """The text after the step and what is found in it. `said` tells the person what was done, `refused` what not."""

    asked: Asked
    text: str
    before: str = ""
    proof: Proof | None = None
    shown: tuple[Finding, ...] = ()
    hidden: tuple[Finding, ...] = ()
    said: str = ""
    refused: str = ""
    saved_id: int | None = field(default=None)


def work(*, asked: Asked, person_id: int, now: datetime) -> Worked:
    """Do one step and check what comes of it. At most five queries, whatever the text. Raises TextTooLong."""
    words = town_words()
    worked = Worked(asked, asked.text, asked.before)
    if asked.step == "undo" and asked.before and len(asked.before) <= LONGEST_TEXT:
        worked.text, worked.before, worked.said = asked.before, "", _("元に戻しました。")
    proof = proofread(text=worked.text, profile=asked.profile, words=words)
    if asked.step in _STEPS:
        _STEPS[asked.step](worked, proof, person_id, now)
        if len(worked.text) > LONGEST_TEXT:
            worked.text, worked.before, worked.said = proof.text, asked.before, ""
            worked.refused = _("直すと%(most)d文字を超えるため、直していません。文章を分けて確かめてください。") % {
                "most": LONGEST_TEXT
            }
        if worked.text != proof.text:
            proof = proofread(text=worked.text, profile=asked.profile, words=words)
    worked.proof = proof
    worked.shown, worked.hidden = without_ignored(proof=proof, marks=ignored_of(person_id=person_id))
    return worked


def _apply(worked: Worked, proof: Proof, _person_id: int, _now: datetime) -> None:
    one = next((found for found in proof.findings if found.key == worked.asked.key and found.safe), None)
    if one is None:
        worked.refused = _("文章が変わったため、直す場所が見つかりません。もう一度確かめてください。")
        return
    worked.text, worked.before = mended(text=proof.text, findings=(one,)), proof.text
    worked.said = _("「%(words)s」を「%(better)s」に直しました。") % {"words": one.words, "better": one.suggestion}


def _apply_all(worked: Worked, proof: Proof, person_id: int, _now: datetime) -> None:
    shown, _hidden = without_ignored(proof=proof, marks=ignored_of(person_id=person_id))
    safe = [one for one in shown if one.safe]
    if safe:
        worked.text, worked.before = mended(text=proof.text, findings=safe), proof.text
    told = ngettext("%(count)sか所を直しました。", "%(count)sか所を直しました。", len(safe))
    worked.said = told % {"count": len(safe)}


def _ignore(worked: Worked, proof: Proof, person_id: int, now: datetime) -> None:
    everywhere = worked.asked.step == "always"
    one = ignore(proof=proof, key=worked.asked.key, everywhere=everywhere, person_id=person_id, now=now)
    if one is None:
        worked.refused = _("文章が変わったため、その指摘が見つかりません。もう一度確かめてください。")
    elif everywhere:
        worked.said = _("「%(words)s」は今後指摘しません。") % {"words": one.words}
    else:
        worked.said = _("この指摘を無視しました。")


def _restore(worked: Worked, proof: Proof, person_id: int, _now: datetime) -> None:
    _shown, hidden = without_ignored(proof=proof, marks=ignored_of(person_id=person_id))
    forget_ignored(person_id=person_id, marks=marks_of(proof=proof, findings=hidden))
    worked.said = _("無視した指摘を元に戻しました。")


def _save(worked: Worked, _proof: Proof, person_id: int, now: datetime) -> None:
    asked = worked.asked
    try:
        row = save_text(text=asked.text, profile=asked.profile, title=asked.title, person_id=person_id, now=now)
    except NotSaved as why:
        worked.refused = str(why)
    else:
        worked.saved_id, worked.said = row.pk, _("「%(title)s」を保存しました。") % {"title": row.title}


_STEPS = {
    "apply": _apply,
    "all": _apply_all,
    "ignore": _ignore,
    "always": _ignore,
    "restore": _restore,
    "save": _save,
}
