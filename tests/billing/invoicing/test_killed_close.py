"""Closing a month in a process that is killed with -9 in the middle, then again: none twice, none missing, no gap."""

import os
import random
import subprocess
import sys

import pytest
from django.utils import timezone

from audit_log.public import verify
from billing.invoicing.close_month import close_month
from billing.models import Paper, PaperCounter, TownPlan
from billing.planning.write_plans import write_plan
from tenants.public import MemberFacts, in_public
from tests.billing.invoicing.test_papers import OPERATOR, issuer
from tests.billing.planning.test_charge import APRIL, terms
from tests.yuimachi.worker import ROOT, kill_hard, present_database_url, wait_until

pytestmark = [pytest.mark.slow]
TOWNS, AT_ONCE, KILLS = 120, 5, 2
MEMBERS = [MemberFacts(900_000 + n, "980000", f"町{n}", 7_000) for n in range(TOWNS)]
CLOSE = f"""
import django; django.setup()
from billing.invoicing import close_month
close_month._AT_ONCE = {AT_ONCE}
from tests.billing.invoicing.test_killed_close import close
close()
"""


def close() -> None:
    """Close April."""
    with in_public():
        close_month(consortium_id=7, members=MEMBERS, month=APRIL, actor=OPERATOR, now=timezone.now())


def issued() -> int:
    with in_public():
        return Paper.objects.count()


def start() -> subprocess.Popen[bytes]:
    """A process that closes the month in the database of this test."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "yuimachi.settings.testing",
        "YUIMACHI_TEST_DATABASE_URL": present_database_url(),
        "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}",
    }
    return subprocess.Popen([sys.executable, "-c", CLOSE], cwd=ROOT, env=environment, start_new_session=True)


def test_a_close_that_was_killed_goes_on_where_it_was(committed_database) -> None:
    with in_public():
        issuer()
        now = timezone.now()
        plan = write_plan(name="標準", valid_from=APRIL.first, terms=terms(), note="", actor=OPERATOR, now=now)
        TownPlan.objects.bulk_create(
            TownPlan(town_id=one.town_id, valid_from=APRIL.first, plan_id=plan) for one in MEMBERS
        )
    for _kill in range(KILLS):
        enough = issued() + random.randint(1, TOWNS // 8)  # noqa: S311  when to kill is no secret
        process = start()
        try:
            assert wait_until(lambda count=enough: issued() >= count)
        finally:
            kill_hard(process)
        assert 0 < issued() < TOWNS, "killed too late to prove anything"
    close()
    close()
    with in_public():
        assert sorted(Paper.objects.values_list("sequence", flat=True)) == list(range(1, TOWNS + 1))
        assert Paper.objects.values("town_id").distinct().count() == TOWNS
        assert PaperCounter.objects.get().last == TOWNS
        assert verify().whole
