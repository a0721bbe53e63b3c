"""A town's admin sets allowances and adds to them once; each change stands in the town's audit log."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from audit_log.public import Actor, Subject, record
from billing.audit_actions import ALLOWANCE_SET, ALLOWANCE_TOPPED_UP
from metering.public import AllowanceTerms, PeriodKind, set_allowance, top_up
from web.public import grouped, yen


def allow(*, terms: AllowanceTerms, scope_name: str, actor: Actor, now: datetime) -> None:
    """Set an allowance of the entered town. Raises django.db.IntegrityError for terms that contradict themselves."""
    detail = {
        "limit": limit_words(amount_yen=terms.limit_yen, tokens=terms.limit_tokens),
        "period": terms.period_kind.value,
        "valid_from": terms.valid_from.isoformat(),
        "valid_until": terms.valid_until.isoformat() if terms.valid_until else "",
        "warn": [terms.warn_first, terms.warn_second],
    }
    with transaction.atomic():
        set_allowance(terms=terms)
        record(action=ALLOWANCE_SET, actor=actor, subject=_subject(terms.section_id, scope_name), detail=detail, at=now)


def add_once(
    *,
    section_id: int | None,
    scope_name: str,
    period_kind: PeriodKind,
    amount_yen: Decimal,
    tokens: int,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Add to the limits of the running period of the entered town; the next period starts without it."""
    added = limit_words(amount_yen=amount_yen or None, tokens=tokens or None)
    detail = {"added": added, "reason": reason, "period": period_kind.value}
    with transaction.atomic():
        top_up(
            section_id=section_id,
            period_kind=period_kind,
            yen=amount_yen,
            tokens=tokens,
            reason=reason,
            by_name=actor.label,
            now=now,
        )
        subject = _subject(section_id, scope_name)
        record(action=ALLOWANCE_TOPPED_UP, actor=actor, subject=subject, detail=detail, at=now)


def limit_words(*, amount_yen: Decimal | None, tokens: int | None) -> str:
    """「10,000円・500,000トークン」: what an allowance limits, in words."""
    words = [yen(amount=amount_yen)] if amount_yen is not None else []
    if tokens is not None:
        words.append(_("%(count)sトークン") % {"count": grouped(number=tokens)})
    return _("・").join(words)


def first_day_to_offer(*, today: date) -> date:
    """The first of the present month: what a new allowance begins with unless somebody says otherwise."""
    return today.replace(day=1)


def _subject(section_id: int | None, name: str) -> Subject:
    return Subject("billing.allowance", str(section_id or ""), name)
