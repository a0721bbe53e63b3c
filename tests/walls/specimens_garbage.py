"""A garbage item, for the walls."""

from django.utils import timezone

from knowledge.models import GarbageCategory, GarbageEdition, GarbageItem
from tests.walls.secret import SECRET, count


def garbage_item() -> GarbageItem:
    """An item of a released dictionary."""
    now = timezone.now()
    number = next(count)
    edition = GarbageEdition.objects.create(
        kind="items", number=number, title=SECRET, created_at=now, approved_at=now, changed_at=now
    )
    kind = GarbageCategory.objects.create(name=f"{SECRET}{number}")
    return GarbageItem.objects.create(edition=edition, name=SECRET, category=kind, written_at=now)
