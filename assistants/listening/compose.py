"""What a model is told in a talk: our own instruction, the last words of this talk, the message; no knowledge."""

from typing import Final

from assistants.languages import instruction_for, is_japanese_code
from assistants.models import ListeningWord
from assistants.prompts import prompt_text
from assistants.turn import Turn
from llm_gateway.public import ChatMessage, ChatRequest, Feature, load_route
from pii_masking.public import MaskedText
from tenants.public import town_policy

MOST_OUTPUT_TOKENS: Final = 300
_EARLIER: Final = 6  # messages of the talk that go along


def choose_route(turn: Turn) -> None:
    """Set `route`; without a model, with the allowance spent, or where replies cannot be checked, `quoting`.

    `check_reply` knows Japanese only. At most three queries.
    """
    if turn.quoting or turn.allowance_spent or not is_japanese_code(code=turn.language):
        turn.quoting = True
        return
    route = load_route(feature=Feature.RESIDENT_ANSWER) if town_policy().models_allowed else None
    turn.route = route if route and route.endpoints else None
    turn.quoting = turn.route is None


def write_prompt(turn: Turn) -> None:
    """Set `request` beside the route; nothing where no model is to speak. One query more."""
    choose_route(turn)
    if turn.masked is None or turn.route is None:
        return
    rules = prompt_text(name="listening").format(town=turn.town.name, language=instruction_for(language=turn.language))
    system = ChatMessage("system", MaskedText.trusted(text=rules, reason="our own prompt"))
    turn.request = ChatRequest(
        feature=Feature.RESIDENT_ANSWER,
        messages=(system, *_earlier(turn), ChatMessage("user", turn.masked.masked)),
        channel=turn.channel.value,
        max_output_tokens=MOST_OUTPUT_TOKENS,
        turn_id=str(turn.id),
    )


def _earlier(turn: Turn) -> tuple[ChatMessage, ...]:
    rows = ListeningWord.objects.filter(conversation_id=turn.conversation_id or 0).order_by("-at")[:_EARLIER]
    messages: list[ChatMessage] = []
    for row in reversed(rows):
        if row.question and row.answer:
            asked = MaskedText.trusted(text=row.question, reason="earlier message, stored masked")
            answered = MaskedText.trusted(text=row.answer, reason="earlier reply, shown and stored")
            messages += [ChatMessage("user", asked), ChatMessage("assistant", answered)]
    return tuple(messages)
