"""A withdrawal and an adoption at one moment, on two connections: one waits for the other, nothing is half done."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from assistants.models import BlankValue, FaqPattern, PromptTemplate
from audit_log.public import SYSTEM
from templates.adopting.install import Wanted, install
from templates.models import Adoption, Edition
from templates.reach import Withdrawn, offered
from templates.sharing.withdraw import withdraw_item
from tenants.public import Town, in_public, in_town
from tests.builders.library import edition, faq_content
from tests.towns import settle, test_town
from tests.yuimachi.worker import wait_until

VALUES = {"町名": "甲野町", "窓口の電話": "0999-90-1002"}
_WAITS = "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"


def _take_over(home: Town, made: list[Edition]) -> None:
    try:
        with in_town(home):
            wanted = [Wanted(one.pk, VALUES) for one in made]
            install(wanted=wanted, access=None, by=SYSTEM, now=timezone.now())
    finally:
        connection.close()


def _withdraw(made: Edition) -> None:
    try:
        withdraw_item(item=made.item, reason="誤りがありました", actor=SYSTEM, now=timezone.now())
    finally:
        connection.close()


def _somebody_waits_for_us() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_WAITS)
        return bool(cursor.fetchone()[0])


def _standing() -> tuple[int, ...]:
    models = (PromptTemplate, FaqPattern, Adoption, BlankValue)
    return tuple(model.objects.count() for model in models)


def test_whoever_comes_second_waits_and_nothing_is_half_done(committed_database) -> None:
    home, other = test_town(0), test_town(1)
    settle(home)
    good, bad = edition(by=other), edition(content=faq_content(), by=other)
    with in_town(home):
        before = _standing()
    with ThreadPoolExecutor(1) as pool:
        with in_public(), transaction.atomic():
            withdraw_item(item=bad.item, reason="誤りがありました", actor=SYSTEM, now=timezone.now())
            adopting = pool.submit(_take_over, home, [good, bad])
            assert wait_until(_somebody_waits_for_us, seconds=30)
        with pytest.raises(Withdrawn, match="誤りがありました"):
            adopting.result(timeout=30)
        with in_town(home):
            assert _standing() == before
            with transaction.atomic():
                install(wanted=[Wanted(good.pk, VALUES)], access=None, by=SYSTEM, now=timezone.now())
                withdrawing = pool.submit(_withdraw, good)
                assert wait_until(_somebody_waits_for_us, seconds=30)
                assert offered(edition_id=good.pk).live
            withdrawing.result(timeout=30)
            assert Adoption.objects.live().get().edition_id == good.pk
            assert offered(edition_id=good.pk).reason == "誤りがありました"
