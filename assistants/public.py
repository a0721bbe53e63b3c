"""What other apps may use of the assistants."""

from assistants.asking import Answered, ask_once
from assistants.crisis.recognise import recognised as crisis_kinds
from assistants.hotlines import WrittenHotline, write_hotlines
from assistants.warm_up import warm_up

__all__ = ["Answered", "WrittenHotline", "ask_once", "crisis_kinds", "warm_up", "write_hotlines"]
