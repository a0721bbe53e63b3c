"""How the town's copies of shared things are used: counts of templates and of FAQ patterns, no text."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import Count

from assistants.models import Draft, FaqPattern, PromptRun
from assistants.turn import NOT_RESIDENTS


@dataclass(frozen=True, slots=True)
class SharedUse:
    """Counts since a day. `minutes`: what people said that a draft saved them, each."""

    uses: int = 0
    helpful: int = 0
    not_helpful: int = 0
    asked: int = 0
    resolved: int = 0
    drafts: int = 0
    confirmed: int = 0
    minutes: tuple[int, ...] = ()

    def __add__(self, other: "SharedUse") -> "SharedUse":
        """Both together."""
        return SharedUse(
            self.uses + other.uses,
            self.helpful + other.helpful,
            self.not_helpful + other.not_helpful,
            self.asked + other.asked,
            self.resolved + other.resolved,
            self.drafts + other.drafts,
            self.confirmed + other.confirmed,
            self.minutes + other.minutes,
        )

    @property
    def median_minutes(self) -> int | None:
        """The middle of what people said; None when nobody said anything."""
        return round(statistics.median(self.minutes)) if self.minutes else None


# A turn counts once for an entry, however many of its passages it named.
_TURNS: Final = """
    SELECT entry, count(*), count(*) FILTER (WHERE helpful), count(*) FILTER (WHERE thumbed),
           count(*) FILTER (WHERE NOT thumbed AND NOT handed)
    FROM (
        SELECT DISTINCT passage.faq_entry_id AS entry, turn.id,
            EXISTS (SELECT 1 FROM assistants_feedback f WHERE f.turn_id = turn.id AND f.kind = 'helpful') AS helpful,
            EXISTS (SELECT 1 FROM assistants_feedback f WHERE f.turn_id = turn.id AND f.kind <> 'helpful') AS thumbed,
            EXISTS (SELECT 1 FROM assistants_handover h WHERE h.conversation_id = turn.conversation_id) AS handed
        FROM assistants_citation AS citation
        JOIN knowledge_passage AS passage ON passage.id = citation.passage_id
        JOIN assistants_recordedturn AS turn ON turn.id = citation.turn_id
        WHERE passage.faq_entry_id = ANY(%(entries)s) AND turn.at >= %(since)s AND NOT turn.channel = ANY(%(others)s)
    ) AS named GROUP BY entry
"""


def use_of_prompts(*, ids: Collection[int], since: datetime) -> dict[int, SharedUse]:
    """By the template's id; three queries for any number. Results that retention has purged are not counted."""
    runs = PromptRun.objects.filter(template__in=ids, created_at__gte=since).order_by()
    used: Counter[int] = Counter(dict(runs.values_list("template_id").annotate(Count("pk"))))
    drafts, confirmed = Counter[int](), Counter[int]()
    minutes: dict[int, list[int]] = defaultdict(list)
    rows = Draft.objects.filter(template_id__in=ids, made_at__gte=since)
    for template_id, number, saved in rows.values_list("template_id", "confirmed_number", "minutes_saved"):
        if template_id is None:
            continue
        drafts[template_id] += 1
        confirmed[template_id] += number is not None
        minutes[template_id] += [saved] if saved is not None else []
    return {
        pk: SharedUse(uses=used[pk], drafts=drafts[pk], confirmed=confirmed[pk], minutes=tuple(minutes[pk]))
        for pk in ids
    }


def use_of_patterns(*, ids: Collection[int], since: datetime) -> dict[int, SharedUse]:
    """By the pattern's id: what became of answers that named its FAQ entry; two queries for any number."""
    entries = dict(FaqPattern.objects.filter(pk__in=ids, entry_id__isnull=False).values_list("entry_id", "pk"))
    if not entries:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            _TURNS, {"entries": list(entries), "since": since, "others": [str(one) for one in NOT_RESIDENTS]}
        )
        return {
            entries[entry]: SharedUse(asked, helpful, thumbed, asked, resolved)
            for entry, asked, helpful, thumbed, resolved in cursor.fetchall()
        }
