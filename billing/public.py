"""What the switchboard may use of billing."""

from billing.pricing.price_list import UnitPrice
from billing.pricing.write_list import write_price, write_rate
from billing.rolling_up.roll_up import RolledUp, roll_up
from billing.watching.allow import add_once, allow

__all__ = ["RolledUp", "UnitPrice", "add_once", "allow", "roll_up", "write_price", "write_rate"]
