"""The audit log is purged by the policy, never below a year, by a task that runs in the town."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit_log.models import Entry
from audit_log.public import SYSTEM, record, verify
from tenants.audit_actions import CHAT_OPENED
from tenants.border.town_task import PLACE_HEADER
from tenants.models import Policy
from tenants.tasks import nightly


@pytest.mark.parametrize(("days", "kept"), [(30, ["recent"]), (730, ["old", "recent"])])
def test_entries_older_than_the_policy_go(town, days, kept):
    now = timezone.now()
    Policy.objects.update(log_retention_days=days)
    for at, label in ((now - timedelta(days=500), "old"), (now - timedelta(days=100), "recent")):
        record(action=CHAT_OPENED, actor=SYSTEM, subject=None, detail={"label": label}, at=at)
    nightly.apply(headers={PLACE_HEADER: town.schema_name})
    rows = Entry.objects.order_by("id")
    assert [row.detail["label"] for row in rows if "label" in row.detail] == kept
    assert rows.filter(action="audit_log.entries.purged").count() == (1 if kept == ["recent"] else 0)
    assert verify().whole
