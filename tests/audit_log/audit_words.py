"""Words that only the tests write into the log."""

from datetime import UTC, datetime

from audit_log.actions import Action, _declare
from audit_log.public import Actor, ActorKind, Subject

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
APPROVED = Action(
    code="tests.document.approved", label="文書の承認", sentence="{actor}が「{subject}」を承認しました（{note}）。"
)
REFUSED = Action(
    code="tests.document.refused", label="文書の差戻し", sentence="{actor}が「{subject}」を差し戻しました。"
)
CLERK = Actor(ActorKind.PERSON, "7", "上野 職員")
LEAFLET = Subject("knowledge.document", "12", "ごみの出し方")

for word in (APPROVED, REFUSED):
    _declare(word, "tests")
