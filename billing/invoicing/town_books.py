"""Where a town books its papers: it says so itself, and papers issued from then on carry it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from audit_log.public import Actor, Subject, record
from billing.audit_actions import ACCOUNTS_WRITTEN
from billing.models import TownAccounts
from tenants.public import Town, in_public


def accounts_of(*, town: Town) -> TownAccounts:
    """What the town has said; a row that is not kept yet when it has said nothing. One query."""
    with in_public():
        return TownAccounts.objects.filter(town_id=town.id).first() or TownAccounts(town_id=town.id)


def write_accounts(*, town: Town, values: Mapping[str, str], actor: Actor, now: datetime) -> None:
    """Keep it; recorded in the town, which is entered."""
    with transaction.atomic():
        with in_public():
            row, _made = TownAccounts.objects.update_or_create(town_id=town.id, defaults=dict(values))
        words = " ".join(f"{head} {value}" for head, value in row.as_words().items())
        subject = Subject("billing.accounts", str(town.id), town.name)
        record(action=ACCOUNTS_WRITTEN, actor=actor, subject=subject, detail={"words": words}, at=now)
