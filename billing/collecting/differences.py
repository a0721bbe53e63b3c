"""Keeps the differences that a comparison found: the same one stays one row, what is not found any more is over."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from billing.collecting.comparing import Found
from billing.models import StripeDifference


def write_differences(*, live: bool, found: Sequence[Found], mended: Collection[str], now: datetime) -> int:
    """How many are open now. One that was over and is found again is open again. Four queries."""
    rows = [
        StripeDifference(
            live=live,
            key=one.key,
            kind=one.kind.value,
            paper_id=one.paper_id,
            about=one.about,
            ours=one.ours,
            theirs=one.theirs[:80],
            found_at=now,
            seen_at=now,
            mended_at=now if one.key in mended else None,
            over_at=now if one.key in mended else None,
        )
        for one in {one.key: one for one in found}.values()
    ]
    changing = ["ours", "theirs", "seen_at", "mended_at", "over_at"]
    with transaction.atomic():
        StripeDifference.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["live", "key"], update_fields=changing, batch_size=500
        )
        still = StripeDifference.objects.filter(live=live, over_at=None)
        still.filter(seen_at__lt=now).update(over_at=now)
        return still.count()
