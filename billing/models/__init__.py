"""Tables of billing, all in the public schema: towns are plain ids and codes, so that records outlive them."""

from billing.models.allocation import Allocation
from billing.models.allocation_member import AllocationMember
from billing.models.allocation_opinion import AllocationOpinion
from billing.models.allowance_notice import AllowanceNotice
from billing.models.bank import BankCredit, BankFile, PaperPayment
from billing.models.currency_rate import CurrencyRate
from billing.models.issuer import Issuer
from billing.models.model_price import ModelPrice
from billing.models.paper import Paper, PaperCounter
from billing.models.plan import Plan, PlanEdition
from billing.models.rolled_usage import RolledUsage
from billing.models.seal_image import SealImage
from billing.models.stripe_check import StripeCheck
from billing.models.stripe_customer import StripeCustomer
from billing.models.stripe_difference import StripeDifference
from billing.models.stripe_event import StripeEvent
from billing.models.stripe_invoice import StripeInvoice
from billing.models.stripe_use import StripeUse
from billing.models.town_accounts import TownAccounts
from billing.models.town_plan import TownPlan

__all__ = [
    "Allocation",
    "AllocationMember",
    "AllocationOpinion",
    "AllowanceNotice",
    "BankCredit",
    "BankFile",
    "CurrencyRate",
    "Issuer",
    "ModelPrice",
    "Paper",
    "PaperCounter",
    "PaperPayment",
    "Plan",
    "PlanEdition",
    "RolledUsage",
    "SealImage",
    "StripeCheck",
    "StripeCustomer",
    "StripeDifference",
    "StripeEvent",
    "StripeInvoice",
    "StripeUse",
    "TownAccounts",
    "TownPlan",
]
