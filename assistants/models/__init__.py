"""The nouns of the assistants, one a file; all stand in the town's schema."""

from assistants.models.canned_reply import CannedReply
from assistants.models.conversation import Conversation
from assistants.models.day_tally import DayTally
from assistants.models.draft import Draft, DraftVersion
from assistants.models.draft_writing import DraftWriting
from assistants.models.evaluation import EvaluationQuestion, EvaluationResult, EvaluationRun
from assistants.models.faq_pattern import BlankValue, FaqPattern
from assistants.models.feedback import Feedback
from assistants.models.guide import Guide, GuideRun, GuideVersion
from assistants.models.handover import Handover, HandoverMessage
from assistants.models.handover_rules import HandoverRules
from assistants.models.hotline import Hotline
from assistants.models.inquiry import Inquiry, InquiryFile, InquiryPassage
from assistants.models.line_channel import LineChannel
from assistants.models.line_event import LineEvent
from assistants.models.line_friend import LineFriend
from assistants.models.line_message import LineMessage
from assistants.models.listening import ListeningRules, ListeningWord
from assistants.models.log_export import LogExport
from assistants.models.persona import Persona
from assistants.models.prompt_run import PromptRun
from assistants.models.prompt_template import PromptFavourite, PromptTemplate, PromptVersion, Scope
from assistants.models.proof_memory import IgnoredFinding, SavedProof
from assistants.models.recorded_turn import Citation, RecordedTurn
from assistants.models.suggested_question import SuggestedQuestion
from assistants.models.topic import Topic
from assistants.models.town_spelling import TownSpelling
from assistants.models.widget_settings import WidgetSettings
from assistants.models.word_form import WordForm

__all__ = [
    "BlankValue",
    "CannedReply",
    "Citation",
    "Conversation",
    "DayTally",
    "Draft",
    "DraftVersion",
    "DraftWriting",
    "EvaluationQuestion",
    "EvaluationResult",
    "EvaluationRun",
    "FaqPattern",
    "Feedback",
    "Guide",
    "GuideRun",
    "GuideVersion",
    "Handover",
    "HandoverMessage",
    "HandoverRules",
    "Hotline",
    "IgnoredFinding",
    "Inquiry",
    "InquiryFile",
    "InquiryPassage",
    "LineChannel",
    "LineEvent",
    "LineFriend",
    "LineMessage",
    "ListeningRules",
    "ListeningWord",
    "LogExport",
    "Persona",
    "PromptFavourite",
    "PromptRun",
    "PromptTemplate",
    "PromptVersion",
    "RecordedTurn",
    "SavedProof",
    "Scope",
    "SuggestedQuestion",
    "Topic",
    "TownSpelling",
    "WidgetSettings",
    "WordForm",
]
