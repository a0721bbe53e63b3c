"""What the switchboard may use of billing."""

from billing.allocating.begin_written import AllocationTerms, answer_all, begin_allocation
from billing.allocating.decide import ask_members, decide, opine
from billing.allocating.formula import Base, Part
from billing.invoicing.begin_papers import run_close, write_issuer
from billing.planning.show_plans import plans_written
from billing.planning.terms import Cycle, Option, PlanTerms, Step
from billing.planning.write_plans import put_town, write_plan
from billing.pricing.price_list import UnitPrice
from billing.pricing.write_list import write_price, write_rate
from billing.rolling_up.roll_up import RolledUp, roll_up
from billing.tax_classes import TaxClass
from billing.watching.allow import add_once, allow

__all__ = [
    "AllocationTerms",
    "Base",
    "Cycle",
    "Option",
    "Part",
    "PlanTerms",
    "RolledUp",
    "Step",
    "TaxClass",
    "UnitPrice",
    "add_once",
    "allow",
    "answer_all",
    "ask_members",
    "begin_allocation",
    "decide",
    "opine",
    "plans_written",
    "put_town",
    "roll_up",
    "run_close",
    "write_issuer",
    "write_plan",
    "write_price",
    "write_rate",
]
