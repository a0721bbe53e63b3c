"""The nouns of tenancy, one a file. Which table stands where: `tenants.border.placement`."""

from tenants.models.announcement import Announcement
from tenants.models.api_key import ApiKey
from tenants.models.backup_note import BackupNote
from tenants.models.blueprint import Blueprint
from tenants.models.cache_entry import CacheEntry
from tenants.models.consortium import Consortium
from tenants.models.desk_memory import DeskMemory
from tenants.models.domain import Domain
from tenants.models.invitation import Invitation
from tenants.models.membership import Membership
from tenants.models.municipality import Municipality
from tenants.models.onboarding_step import OnboardingStep
from tenants.models.open_work import OpenWork
from tenants.models.operator_notice import NoticeDelivery, NoticeRead, OperatorNotice
from tenants.models.operator_post import OperatorPost
from tenants.models.person import Person
from tenants.models.policy import Policy
from tenants.models.profile import Profile
from tenants.models.risk_form import RiskForm
from tenants.models.section import Section
from tenants.models.support_grant import SupportGrant, SupportTicket, SupportVisit
from tenants.models.support_pass import SupportPass
from tenants.models.town_alert import TownAlert
from tenants.models.town_standing import TownMonth, TownStanding
from tenants.models.use_approval import UseApproval

__all__ = [
    "Announcement",
    "ApiKey",
    "BackupNote",
    "Blueprint",
    "CacheEntry",
    "Consortium",
    "DeskMemory",
    "Domain",
    "Invitation",
    "Membership",
    "Municipality",
    "NoticeDelivery",
    "NoticeRead",
    "OnboardingStep",
    "OpenWork",
    "OperatorNotice",
    "OperatorPost",
    "Person",
    "Policy",
    "Profile",
    "RiskForm",
    "Section",
    "SupportGrant",
    "SupportPass",
    "SupportTicket",
    "SupportVisit",
    "TownAlert",
    "TownMonth",
    "TownStanding",
    "UseApproval",
]
