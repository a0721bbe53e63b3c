"""Compose: what the model is told, or the decision that no model is asked."""

from typing import Final

from assistants.languages import instruction_for
from assistants.persona.tone import tone_sentence
from assistants.prompts import prompt_text
from assistants.turn import Channel, Turn
from llm_gateway.public import ChatMessage, ChatRequest, Feature, load_route
from pii_masking.public import MaskedText
from tenants.public import town_policy

NOTHING: Final = "資料に答えがありません。"
MOST_OUTPUT_TOKENS: Final = 900
_PASSAGE_CHARACTERS: Final = 1200  # of each passage; splitting keeps them below, tables may be longer
_HISTORY_TURNS: Final = 3


def write_prompt(turn: Turn) -> None:
    """Set `route` and `request`; without a model, or with the allowance spent, sets `quoting`. Four queries."""
    feature = Feature.STAFF_ASK if turn.channel is Channel.STAFF else Feature.RESIDENT_ANSWER
    if turn.quoting or turn.allowance_spent or not town_policy().models_allowed:
        turn.quoting = True
        return
    turn.route = load_route(feature=feature)
    if not turn.route.endpoints:
        turn.quoting = True
        return
    turn.request = ChatRequest(
        feature=feature,
        messages=(_rules(turn, feature), *_history(turn), _question(turn)),
        channel=turn.channel.value,
        max_output_tokens=MOST_OUTPUT_TOKENS,
        section_id=turn.section_id,
        person_id=turn.person_id,
        turn_id=str(turn.id),
    )


def _rules(turn: Turn, feature: Feature) -> ChatMessage:
    text = prompt_text(name=feature.value).format(
        town=turn.town.name, nothing=NOTHING, language=instruction_for(language=turn.language)
    )
    tone = tone_sentence() if feature is Feature.RESIDENT_ANSWER else turn.style
    return ChatMessage("system", MaskedText.trusted(text=f"{text}\n{tone}".rstrip(), reason="our own prompt"))


def _history(turn: Turn) -> tuple[ChatMessage, ...]:
    messages: list[ChatMessage] = []
    for question, answer in turn.history[-_HISTORY_TURNS:]:
        asked = MaskedText.trusted(text=question, reason="earlier question, stored masked")
        answered = MaskedText.trusted(text=answer, reason="earlier answer, shown and stored")
        messages += [ChatMessage("user", asked), ChatMessage("assistant", answered)]
    return tuple(messages)


def _question(turn: Turn) -> ChatMessage:
    if turn.masked is None:
        raise ValueError("the question must be masked before it is sent")
    passages = "\n\n".join(_numbered(number, turn) for number in range(1, len(turn.passages) + 1))
    before = MaskedText.trusted(text=f"資料\n{passages}\n\n質問\n", reason="approved passages of the town")
    return ChatMessage("user", MaskedText.joined(parts=(before, turn.masked.masked)))


def _numbered(number: int, turn: Turn) -> str:
    passage = turn.passages[number - 1]
    heading = passage.heading.replace("\n", " > ")
    place = f"（{passage.place}）" if passage.place else ""
    return f"[[P{number}]] {heading}{place}\n{passage.text[:_PASSAGE_CHARACTERS]}"
