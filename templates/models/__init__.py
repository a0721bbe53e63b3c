"""Tables of the shared library: what is released is public, what a town prepares and uses stands in its own schema."""

from templates.models.adoption import Adoption
from templates.models.edition import Edition
from templates.models.figures import AdoptionFigure, ShownFigures
from templates.models.known_installation import KnownInstallation
from templates.models.law_notice import LawNotice
from templates.models.library_mail import LibraryMail
from templates.models.library_settings import LibrarySettings
from templates.models.offering import Offering
from templates.models.proof import EditionProof, ProofResult, ProofRun
from templates.models.shared_item import Kind, SharedItem
from templates.models.submission import Submission
from templates.models.talking import LibraryAnswer, LibraryQuestion, Thanks
from templates.models.town_text import TownText, TownTextVersion
from templates.models.wish import GapSignal, Wish, WishSupport
from templates.models.withdrawal import Withdrawal
from templates.models.word_count import WordCount

__all__ = [
    "Adoption",
    "AdoptionFigure",
    "Edition",
    "EditionProof",
    "GapSignal",
    "Kind",
    "KnownInstallation",
    "LawNotice",
    "LibraryAnswer",
    "LibraryMail",
    "LibraryQuestion",
    "LibrarySettings",
    "Offering",
    "ProofResult",
    "ProofRun",
    "SharedItem",
    "ShownFigures",
    "Submission",
    "Thanks",
    "TownText",
    "TownTextVersion",
    "Wish",
    "WishSupport",
    "Withdrawal",
    "WordCount",
]
