"""Tables of the shared library: what is released is public, what a town prepares and uses stands in its own schema."""

from templates.models.adoption import Adoption
from templates.models.edition import Edition
from templates.models.known_installation import KnownInstallation
from templates.models.law_notice import LawNotice
from templates.models.offering import Offering
from templates.models.shared_item import Kind, SharedItem
from templates.models.submission import Submission
from templates.models.withdrawal import Withdrawal

__all__ = [
    "Adoption",
    "Edition",
    "Kind",
    "KnownInstallation",
    "LawNotice",
    "Offering",
    "SharedItem",
    "Submission",
    "Withdrawal",
]
