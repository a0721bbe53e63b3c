"""Mails about allowances: once for each level of a period, to the admins, also after a failure in the middle."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.utils import timezone

from billing.models import AllowanceNotice
from billing.tasks import hourly, sweep
from billing.watching.notify import note_levels, send_notices
from metering.public import AllowanceTerms, PeriodKind, record_usage, set_allowance
from tenants.public import in_public, in_town
from tests.builders.usage import usage_event
from tests.towns import settle

NOW = timezone.now()


@pytest.fixture
def home(towns):
    """The first town with people and 100 yen a month."""
    people = settle(towns[0])
    with in_town(towns[0]):
        set_allowance(
            terms=AllowanceTerms(
                section_id=None,
                period_kind=PeriodKind.MONTH,
                valid_from=timezone.localdate().replace(day=1),
                limit_yen=Decimal(100),
                limit_tokens=None,
            )
        )
        yield towns[0], people


def use(yen: int) -> None:
    record_usage(event=usage_event(at=NOW, cost_yen=Decimal(yen)))


def test_seventy_and_ninety_are_told_once_each_to_the_admins_alone(home) -> None:
    town, people = home
    use(69)
    assert hourly() == 0
    use(1)
    assert (hourly(), hourly(), sweep()) == (1, 0, 0)
    [told] = mail.outbox
    assert told.to == [people.admin.email]
    assert "町全体の利用枠を70％" in told.subject
    for words in (town.name, "100円のうち70円", "残りは30円", "/allowances/"):
        assert words in told.body, words
    use(20)
    assert (hourly(), hourly()) == (1, 0)
    use(15)
    assert hourly() == 1
    assert len(mail.outbox) == 3


def test_a_mail_server_that_is_away_is_asked_again_after_the_lease(home, monkeypatch) -> None:
    use(75)
    note_levels(now=NOW)

    def broken(_message) -> None:
        raise OSError

    with monkeypatch.context() as away:
        away.setattr("django.core.mail.EmailMessage.send", broken)
        assert send_notices(now=NOW) == 0
    assert send_notices(now=NOW) == 0  # held by the lease, as after a kill
    assert send_notices(now=NOW + timedelta(minutes=11)) == 1
    with in_public():
        assert AllowanceNotice.objects.get().sent_at


def test_another_town_has_its_own_notices(home, towns) -> None:
    use(95)
    hourly()
    with in_town(towns[1]):
        assert hourly() == 0
