"""What waits of hand-overs and reported errors for a person on the home page."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.handover.queue import queue_counts
from tenants.public import Access, HomeTile


def tiles(access: Access) -> list[HomeTile]:
    """Overdue ones, open ones; one query."""
    if not access.may("handovers.answer"):
        return []
    counts = queue_counts(access=access, now=timezone.now())
    url = reverse("assistants:handovers")
    return [
        HomeTile(counts["overdue"], _("返信の約束を過ぎた相談"), url, urgent=True),
        HomeTile(counts["waiting"], _("だれも対応していない相談"), url),
    ]
