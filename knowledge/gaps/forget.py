"""Forgets questions when their time is over, as conversations are forgotten."""

from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.db.models import Exists, OuterRef

from knowledge.models import Gap, GapQuestion
from tenants.public import town_policy

# Counts follow what is left; only gaps that lost something are written.
_RECOUNT: Final = """
    UPDATE knowledge_gap AS gap SET count = left_over.count FROM (
        SELECT gap.id, count(question.id) AS count FROM knowledge_gap AS gap
        LEFT JOIN knowledge_gapquestion AS question ON question.gap_id = gap.id
        WHERE gap.first_at < %s GROUP BY gap.id
    ) AS left_over
    WHERE left_over.id = gap.id AND gap.count <> left_over.count
"""


def forget_old(*, now: datetime) -> int:
    """Delete questions older than the town's policy keeps conversations, and gaps without any; how many questions.

    The first question, by which a gap is called, leaves too: the gap takes the name of the oldest that is left.
    """
    end = now - timedelta(days=town_policy().log_retention_days)
    deleted, _by_table = GapQuestion.objects.filter(at__lt=end).delete()
    if not deleted:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT, [end])
        cursor.execute(_RENAME, [end, end])
        cursor.execute(_RENAME_JOINED, [end, end])
    Gap.objects.filter(count=0, joined_into=None).delete()
    Gap.objects.filter(
        ~Exists(GapQuestion.objects.filter(joined_from=OuterRef("pk"))), joined_into__isnull=False
    ).delete()
    return deleted


# A gap that was joined into another keeps no questions of its own; it is called by those that would go back to it.
_RENAME_JOINED: Final = """
    UPDATE knowledge_gap AS gap SET label = oldest.text, first_at = oldest.at FROM (
        SELECT DISTINCT ON (question.joined_from_id) question.joined_from_id AS gap_id, question.text, question.at
        FROM knowledge_gapquestion AS question JOIN knowledge_gap AS of_gap ON of_gap.id = question.joined_from_id
        WHERE of_gap.first_at < %s ORDER BY question.joined_from_id, question.at
    ) AS oldest
    WHERE oldest.gap_id = gap.id AND gap.first_at < %s AND gap.joined_into_id IS NOT NULL
"""
_RENAME: Final = """
    UPDATE knowledge_gap AS gap SET label = oldest.text, first_at = oldest.at FROM (
        SELECT DISTINCT ON (question.gap_id) question.gap_id, question.text, question.at
        FROM knowledge_gapquestion AS question JOIN knowledge_gap AS of_gap ON of_gap.id = question.gap_id
        WHERE of_gap.first_at < %s ORDER BY question.gap_id, question.at
    ) AS oldest
    WHERE oldest.gap_id = gap.id AND gap.first_at < %s
"""
