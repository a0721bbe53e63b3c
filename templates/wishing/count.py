"""Counts gaps: each night a town that agreed tells how often it could not answer, by public words alone."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from knowledge.public import open_gaps
from templates.models import GapSignal
from templates.proving.limits import FEWEST_TOWNS, TOLD_WITHIN
from templates.proving.settle import settled
from templates.reach import own_consortium
from templates.wishing.vocabulary import signatures
from tenants.public import current_town, in_public

_SINCE: Final = timedelta(days=90)
# A pair of words says more than one of them alone: where the pair is on the board, its words are not put there again.
_PUT_UP: Final = """
    INSERT INTO template_library_wish AS wish
        (id, consortium_id, words, text, town_name, towns, made_at)
    SELECT gen_random_uuid(), counted.consortium_id, counted.words, '', '', counted.towns / 5 * 5, %(now)s
    FROM (SELECT consortium_id, words, count(DISTINCT town_id) AS towns FROM template_library_gapsignal
          WHERE counted_on >= %(since)s GROUP BY consortium_id, words
          HAVING count(DISTINCT town_id) >= %(fewest)s) AS counted
    WHERE position('・' IN counted.words) > 0 OR NOT EXISTS (
        SELECT 1 FROM template_library_gapsignal AS pair WHERE pair.consortium_id = counted.consortium_id
            AND counted.words = ANY(string_to_array(pair.words, '・')) AND position('・' IN pair.words) > 0
            AND pair.counted_on >= %(since)s
        GROUP BY pair.words HAVING count(DISTINCT pair.town_id) >= %(fewest)s)
    ON CONFLICT (consortium_id, words) WHERE words <> '' DO UPDATE SET towns = EXCLUDED.towns
"""
_TAKE_DOWN: Final = """
    DELETE FROM template_library_wish AS wish WHERE wish.words <> '' AND wish.closed_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM template_library_wishsupport AS s WHERE s.wish_id = wish.id)
        AND (SELECT count(DISTINCT town_id) FROM template_library_gapsignal AS signal
             WHERE signal.consortium_id = wish.consortium_id AND signal.words = wish.words
                AND signal.counted_on >= %(since)s) < %(fewest)s
"""


def count_gaps(*, now: datetime) -> int:
    """Tell this town's counts anew, if it agreed; how many words. Seven queries at most. No text leaves the town."""
    town, counts = current_town(), Counter[str]()
    if settled().gives_gaps:
        for gap in open_gaps(since=now - _SINCE):
            for words in signatures(words=gap.words):
                counts[words] += gap.questions
    consortium, today = own_consortium(), timezone.localdate(now)
    with in_public(), transaction.atomic():
        GapSignal.objects.filter(town_id=town.id).delete()
        GapSignal.objects.bulk_create(
            GapSignal(consortium_id=consortium, town_id=town.id, words=words[:80], questions=count, counted_on=today)
            for words, count in counts.items()
        )
    return len(counts)


def put_up_wishes(*, now: datetime) -> int:
    """Bring the board up to date from public rows alone: what five towns miss; how many wishes were written."""
    since: date = timezone.localdate(now) - TOLD_WITHIN
    values: dict[str, datetime | date | int] = {"now": now, "since": since, "fewest": FEWEST_TOWNS}
    with in_public(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TAKE_DOWN, values)
        cursor.execute(_PUT_UP, values)
        return int(cursor.rowcount)
