"""What other apps may use of the assistants."""

from assistants.asking import Answered, ask_once
from assistants.crisis.recognise import recognised as crisis_kinds
from assistants.evaluating.put_up import WrittenQuestion, WrittenTopic, put_up_evaluation
from assistants.guiding.publish import put_up_guide
from assistants.handover.canned import WrittenReply, write_canned
from assistants.hotlines import WrittenHotline, write_hotlines
from assistants.persona.dress import WrittenSuggestion, dress
from assistants.prompting.load_starter import LoadedStarter, load_starter
from assistants.proofreading.offer import PROOF_PROFILES, ProofFinding, proofread
from assistants.reviewing.write_past import PastConversation, PastHandover, PastTurn, PastWord, write_past
from assistants.speaking.detect import detected as detected_language
from assistants.warm_up import warm_up

__all__ = [
    "PROOF_PROFILES",
    "Answered",
    "LoadedStarter",
    "PastConversation",
    "PastHandover",
    "PastTurn",
    "PastWord",
    "ProofFinding",
    "WrittenHotline",
    "WrittenQuestion",
    "WrittenReply",
    "WrittenSuggestion",
    "WrittenTopic",
    "ask_once",
    "crisis_kinds",
    "detected_language",
    "dress",
    "load_starter",
    "proofread",
    "put_up_evaluation",
    "put_up_guide",
    "warm_up",
    "write_canned",
    "write_hotlines",
    "write_past",
]
