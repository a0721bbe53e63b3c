"""Rings again for attached files whose worker died or whose message was lost."""

from datetime import datetime

from assistants.inquiring.attach import unread
from assistants.inquiring.enqueue import enqueue_reading
from assistants.models import InquiryFile
from tenants.public import mark_open_work


def sweep_inquiries(*, now: datetime) -> int:
    """How many bells; the claim decides who reads, so ringing twice does no harm. Two queries where nothing waits."""
    lost = unread(now=now)
    for file_id in lost:
        enqueue_reading(file_id=file_id, now=now)
    if not lost and InquiryFile.objects.filter(state=InquiryFile.State.WAITING).exists():
        mark_open_work(now=now)
    return len(lost)
