"""The gate of a topic: answered as usual, only in words the town wrote itself, or not at all, and why (ADR 0014)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assistants.topics.known import KnownTopic


class Service(StrEnum):
    """What residents get on a topic."""

    FREE = "free"
    CURATED = "curated"
    OFF = "off"


class Why(StrEnum):
    """What decided."""

    NO_BAR = "no_bar"
    MET = "met"
    SWITCHED_OFF = "switched_off"
    NOT_MEASURED = "not_measured"
    TOO_FEW = "too_few"
    OTHER_MODEL = "other_model"
    STALE = "stale"
    BELOW = "below"


WHY_WORDS: Final[dict[Why, Promise]] = {
    Why.NO_BAR: _("正答率の基準を決めていません。測らずに、通常どおり答えています。"),
    Why.MET: _("正答率が基準に達しています。"),
    Why.SWITCHED_OFF: _("職員が止めています。"),
    Why.NOT_MEASURED: _("まだ測っていません。測り終えるまでは、FAQと手順案内だけで答えます。"),
    Why.TOO_FEW: _("測った質問が、決めた数より少ないため、FAQと手順案内だけで答えます。質問を増やして測ってください。"),
    Why.OTHER_MODEL: _("測ったあとでAIの接続先か指示文が変わりました。測り直すまでは、FAQと手順案内だけで答えます。"),
    Why.STALE: _("測ったあとで町の資料か質問が大きく変わりました。測り直すまでは、FAQと手順案内だけで答えます。"),
    Why.BELOW: _("正答率が基準より低いため、FAQと手順案内だけで答えます。資料やFAQを直して測り直してください。"),
}


@dataclass(frozen=True, slots=True)
class Gate:
    """What is served on a topic, and why."""

    service: Service
    why: Why

    @property
    def words(self) -> Promise:
        """The reason as staff read it."""
        return WHY_WORDS[self.why]


def gate_of(*, topic: KnownTopic, served_as: str) -> Gate:
    """The gate of a topic now. `served_as`: digest of the models and prompts that would answer; pure."""
    if topic.is_off:
        return Gate(Service.OFF, Why.SWITCHED_OFF)
    if topic.bar_percent is None:
        return Gate(Service.FREE, Why.NO_BAR)
    why = _measured(topic, topic.bar_percent, served_as)
    return Gate(Service.FREE if why is Why.MET else Service.CURATED, why)


def _measured(topic: KnownTopic, bar: int, served_as: str) -> Why:
    if topic.measured_at is None or topic.measured_percent is None:
        return Why.NOT_MEASURED
    if topic.measured_as != served_as:
        return Why.OTHER_MODEL
    if topic.stale:
        return Why.STALE
    if topic.measured_questions < topic.least_questions:
        return Why.TOO_FEW
    return Why.MET if topic.measured_percent >= bar else Why.BELOW
