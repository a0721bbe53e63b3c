"""What other apps may use of metering."""

from metering.fiscal_year import Period, PeriodKind, fiscal_year_of, period_of
from metering.record_usage import record_usage
from metering.usage import UsageEvent

__all__ = ["Period", "PeriodKind", "UsageEvent", "fiscal_year_of", "period_of", "record_usage"]
