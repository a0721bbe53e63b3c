"""What other apps may use of metering."""

from metering.check_allowance import AllowanceLevel, AllowanceState, AllowanceUnit, allowance_states, check_allowance
from metering.fiscal_year import Period, PeriodKind, day_of, fiscal_year_of, period_of
from metering.record_past import record_past
from metering.record_usage import record_usage
from metering.set_allowance import Added, AllowanceTerms, allowances, set_allowance, top_up, top_ups
from metering.usage import UsageEvent
from metering.usage_by import (
    DayOfUse,
    Dimension,
    TurnUse,
    UsageSum,
    calls_by_month,
    days_of_use,
    usage_by,
    usage_of_turn,
    usage_total,
)

__all__ = [
    "Added",
    "AllowanceLevel",
    "AllowanceState",
    "AllowanceTerms",
    "AllowanceUnit",
    "DayOfUse",
    "Dimension",
    "Period",
    "PeriodKind",
    "TurnUse",
    "UsageEvent",
    "UsageSum",
    "allowance_states",
    "allowances",
    "calls_by_month",
    "check_allowance",
    "day_of",
    "days_of_use",
    "fiscal_year_of",
    "period_of",
    "record_past",
    "record_usage",
    "set_allowance",
    "top_up",
    "top_ups",
    "usage_by",
    "usage_of_turn",
    "usage_total",
]
