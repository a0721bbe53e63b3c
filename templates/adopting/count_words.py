"""Counts in how many things each word stands: by what a release changes, and anew each night."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from django.db import connection, transaction

from templates.models.word_count import ALL_THINGS
from tenants.public import in_public

_CHANGE: Final = """
    INSERT INTO template_library_wordcount AS known (consortium_id, place, items)
    SELECT %s, place, change FROM unnest(%s::int[], %s::int[]) AS changed (place, change) ORDER BY place
    ON CONFLICT (consortium_id, place) DO UPDATE SET items = known.items + EXCLUDED.items
"""
_LOCK: Final = "LOCK TABLE template_library_wordcount IN EXCLUSIVE MODE"  # searches go on, releases wait
_FORGET: Final = "DELETE FROM template_library_wordcount"
_COUNT: Final = """
    INSERT INTO template_library_wordcount (consortium_id, place, items)
    SELECT consortium_id, place, count(*) FROM template_library_shareditem, unnest(%s::int || terms) AS place
    WHERE withdrawn_at IS NULL AND latest_id IS NOT NULL GROUP BY consortium_id, place
"""


def change_counts(*, consortium_id: int, before: Collection[int], after: Collection[int]) -> None:
    """A thing's words are other ones now; empty before: it is new. One query, in the public schema and in the
    transaction that writes them. Words are touched in order, so that two releases never wait for each other."""
    changes = dict.fromkeys(set(after) - set(before), 1) | dict.fromkeys(set(before) - set(after), -1)
    if not before and after:
        changes[ALL_THINGS] = 1
    if changes:
        with connection.cursor() as cursor:
            cursor.execute(_CHANGE, [consortium_id, list(changes), list(changes.values())])


def count_words() -> int:
    """Count all words of all consortiums anew; how many there are. Safe to run beside releases, and twice."""
    with in_public(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LOCK)
        cursor.execute(_FORGET)
        cursor.execute(_COUNT, [ALL_THINGS])
        return int(cursor.rowcount)


def counts_of(*, consortium_id: int, places: Sequence[int]) -> Mapping[int, int]:
    """In how many things of a consortium each word stands, and under ALL_THINGS how many there are; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, items FROM template_library_wordcount WHERE consortium_id = %s AND place = ANY(%s)",
            [consortium_id, [ALL_THINGS, *places]],
        )
        return {place: max(0, items) for place, items in cursor.fetchall()}
