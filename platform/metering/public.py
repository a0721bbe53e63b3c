"""What other apps may use of metering."""

from metering.check_allowance import AllowanceLevel, AllowanceState, AllowanceUnit, check_allowance
from metering.fiscal_year import Period, PeriodKind, fiscal_year_of, period_of
from metering.record_usage import record_usage
from metering.set_allowance import AllowanceTerms, allowances, set_allowance
from metering.usage import UsageEvent
from metering.usage_by import Dimension, UsageSum, usage_by, usage_total

__all__ = [
    "AllowanceLevel",
    "AllowanceState",
    "AllowanceTerms",
    "AllowanceUnit",
    "Dimension",
    "Period",
    "PeriodKind",
    "UsageEvent",
    "UsageSum",
    "allowances",
    "check_allowance",
    "fiscal_year_of",
    "period_of",
    "record_usage",
    "set_allowance",
    "usage_by",
    "usage_total",
]
