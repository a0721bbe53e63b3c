"""Events and turns as JSON values, for doors that are read by programs: widget and API."""

from dataclasses import asdict
from typing import Any

from assistants.choosing import choice_id
from assistants.events import Citation, Ended, Event, Quoted, Sentence, Sources
from assistants.showing import Part, Shown
from assistants.turn import Desk
from web.public import ServerEvent, json_event


def wire_event(*, event: Event, shown: Shown | None, base: str) -> ServerEvent:
    """One event of the stream. `shown`: the whole turn, known at its end; `base`: scheme and host of the town."""
    match event:
        case Sentence(text=text, citations=numbers):
            return json_event(event="sentence", data={"text": text, "citations": list(numbers)})
        case Quoted(lead=lead, text=text, citation=number):
            return json_event(event="quote", data={"lead": lead, "text": text, "citation": number})
        case Sources(citations=citations):
            return json_event(event="sources", data={"citations": [_citation(each, base) for each in citations]})
        case Ended() if shown is not None:
            return json_event(event="ended", data=ending_of(shown=shown))
    raise ValueError(f"not an event: {event!r}")


def ending_of(*, shown: Shown) -> dict[str, Any]:
    """How a turn ended: outcome, its sentence, whom to ask, what to choose next (each by its id)."""
    return {
        "turn": shown.turn_id,
        "outcome": shown.outcome.value,
        "sentence": shown.sentence,
        "says_ending": shown.says_ending,
        "can_be_rated": shown.can_be_rated,
        "desk": _desk(shown.desk),
        "hotlines": [asdict(card) for card in shown.hotlines],
        "choices": [
            {"id": choice_id(turn_id=shown.turn_id, number=number), "label": choice.label}
            for number, choice in enumerate(shown.choices)
        ],
    }


def turn_of(*, shown: Shown, base: str) -> dict[str, Any]:
    """A whole turn. `question` is masked, and empty when it was thrown away."""
    return {
        "question": shown.question,
        "at": shown.at.isoformat(),
        "parts": [_part(part) for part in shown.parts],
        "citations": [_citation(each, base) for each in shown.citations],
        **ending_of(shown=shown),
    }


def _part(part: Part) -> dict[str, Any]:
    return {"text": part.text, "citations": list(part.numbers), "lead": part.lead, "quoted": part.quoted}


def _citation(citation: Citation, base: str) -> dict[str, Any]:
    return {
        "number": citation.number,
        "title": citation.title,
        "place": citation.place,
        "page": citation.page,
        "quote": citation.quote,
        "source": citation.token,
        "url": f"{base}{citation.opens_at}",
        "source_url": citation.source_url,
    }


def _desk(desk: Desk | None) -> dict[str, str] | None:
    if desk is None:
        return None
    return {"name": desk.name, "phone": desk.phone, "hours": desk.hours, "floor": desk.floor}
