"""Asks a gap's questions again once its FAQ entry is in service, and opens it when the entry leaves."""

from datetime import datetime
from typing import Final

from django.utils import timezone

from knowledge.models import Gap
from knowledge.retrieving.curated import match_faq
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import Asker

_MOST_ASKED: Final = 6
_NEAR: Final = 3  # among the first so many an answer can still rest on the entry


def ask_again(*, entry_id: int, now: datetime) -> None:
    """The entry is in service: its gaps count as answered, and their questions are asked again. One query without any.

    What came of it stands in `retest`: of `asked` questions, to `answered` the FAQ is served as written, and `found`
    find it among the first passages.
    """
    for gap in Gap.objects.filter(entry=entry_id).exclude(state=Gap.State.DISMISSED):
        gap.state_before, gap.state, gap.decided_at = gap.state, Gap.State.ANSWERED, now
        gap.retest = _asked(gap, now)
        gap.save(update_fields=["state_before", "state", "decided_at", "retest"])


def entry_left(*, entry_id: int) -> None:
    """The entry is not in service any more: what it answered is a gap again."""
    answered = Gap.objects.filter(entry=entry_id, state__in=[Gap.State.ANSWERED, Gap.State.DRAFTED])
    answered.update(state=Gap.State.OPEN, retest={})


def _asked(gap: Gap, now: datetime) -> dict[str, object]:
    today = timezone.localdate(now)
    asker = Asker("staff" if gap.audience == "staff" else "residents")
    rows = gap.questions.order_by("-at").values_list("text", flat=True)[: 5 * _MOST_ASKED]
    texts = list(dict.fromkeys([gap.label, *rows]))[:_MOST_ASKED]
    answer = gap.entry.answer if gap.entry else ""
    served = [match_faq(question=text, asker=asker, today=today) for text in texts]
    near = [find_passages(query=text, asker=asker, today=today, limit=_NEAR) for text in texts]
    found = sum(any(each.answer == answer for each in passages) for passages in near)
    answered = sum(match is not None and match.passage.answer == answer for match in served)
    return {"asked": len(texts), "answered": answered, "found": found, "at": now.isoformat()}
