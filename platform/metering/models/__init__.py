"""Tables of metering, all in the town's schema."""

from metering.models.allowance import Allowance
from metering.models.counter import WHOLE_TOWN, Counter
from metering.models.daily_usage import DailyUsage
from metering.models.top_up import TopUp
from metering.models.usage_event import UsageEvent

__all__ = ["WHOLE_TOWN", "Allowance", "Counter", "DailyUsage", "TopUp", "UsageEvent"]
