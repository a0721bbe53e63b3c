"""What other apps may use of the assistants."""

from assistants.asking import Answered, ask_once
from assistants.crisis.recognise import recognised as crisis_kinds
from assistants.hotlines import WrittenHotline, write_hotlines
from assistants.reviewing.write_past import PastConversation, PastHandover, PastTurn, PastWord, write_past
from assistants.warm_up import warm_up

__all__ = [
    "Answered",
    "PastConversation",
    "PastHandover",
    "PastTurn",
    "PastWord",
    "WrittenHotline",
    "ask_once",
    "crisis_kinds",
    "warm_up",
    "write_hotlines",
    "write_past",
]
