"""What somebody says about a finding becomes a decision, or a sentence that says what is wrong with it."""

from typing import Final

from django.utils.translation import gettext as _

from pii_masking.public import find_personal_data
from templates.delocalising.local_fact import Decision, FactKind, LocalFact

BY_HAND: Final = (FactKind.FACILITY, FactKind.PERSON, FactKind.ADDRESS, FactKind.DESK, FactKind.ORDINANCE)
LONGEST_BLANK: Final = 40
LONGEST_REASON: Final = 200
LONGEST_MARK: Final = 100


class NotADecision(ValueError):
    """`field`: do, blank or reason; the sentence says why and what to do."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def blank_decided(*, name: str) -> Decision:
    """A blank takes its place, under a name that can stand between {{ and }}. Raises NotADecision."""
    name = " ".join(name.split())
    if "{" in name or "}" in name:
        raise NotADecision("blank", _("名前に { } は使えません。"))
    if not name:
        raise NotADecision("blank", _("差込欄の名前を書いてください。"))
    return Decision(blank=name)


def kept(*, fact: LocalFact, reason: str) -> Decision:
    """It stays, for a reason that tells nothing of a person. Raises NotADecision."""
    if fact.private or fact.blocks:
        told = _("個人のものかもしれないため、残せません。差込欄にするか、文章から消してください。")
        raise NotADecision("do", told)
    if not reason.strip():
        raise NotADecision("reason", _("残す理由を書いてください。例: 全国どこでも同じ制度の金額"))
    if find_personal_data(text=reason):
        raise NotADecision("reason", _("理由に個人情報を書かないでください。"))
    return Decision(reason=reason)
