"""Message objects of the Messaging API: text within its limits, buttons that ring, quick replies."""

from collections.abc import Iterable, Sequence
from typing import Any

from assistants.line.limits import (
    ACTION_TEXT_CHARACTERS,
    BUBBLE_UNITS,
    LABEL_CHARACTERS,
    MOST_BUBBLES,
    MOST_QUICK_REPLIES,
    TEMPLATE_ACTIONS,
    TEMPLATE_TEXT_CHARACTERS,
)

Bubble = dict[str, Any]


def texts(*, text: str) -> list[Bubble]:
    """One or more text bubbles; cut between lines where possible, never inside a character."""
    return [{"type": "text", "text": piece} for piece in _pieces(text)]


def call_buttons(*, lead: str, numbers: Sequence[tuple[str, str]]) -> list[Bubble]:
    """Buttons that ring: `numbers` are names with telephone numbers. The numbers stand in `altText` too."""
    groups = [numbers[start : start + TEMPLATE_ACTIONS] for start in range(0, len(numbers), TEMPLATE_ACTIONS)]
    return [
        {
            "type": "template",
            "altText": _cut(f"{lead} " + " ".join(f"{name} {number}" for name, number in group), 400),
            "template": {
                "type": "buttons",
                "text": _cut(lead, TEMPLATE_TEXT_CHARACTERS),
                "actions": [_ring(name, number) for name, number in group],
            },
        }
        for group in groups
    ]


def say(*, label: str, text: str) -> dict[str, Any]:
    """A quick reply that types `text` for the reader."""
    message = {"type": "message", "label": _cut(label, LABEL_CHARACTERS), "text": text[:ACTION_TEXT_CHARACTERS]}
    return {"type": "action", "action": message}


def post(*, label: str, data: str) -> dict[str, Any]:
    """A quick reply that sends `data` to us and shows its label."""
    shown = _cut(label, LABEL_CHARACTERS)
    return {"type": "action", "action": {"type": "postback", "label": shown, "data": data, "displayText": shown}}


def put_together(*, bubbles: Iterable[Bubble], quick: Sequence[dict[str, Any]] = ()) -> list[Bubble]:
    """At most five bubbles; when there are more, the last text says where to go on. Quick replies hang on the last."""
    kept = list(bubbles)[:MOST_BUBBLES]
    if kept and quick:
        kept[-1] = {**kept[-1], "quickReply": {"items": list(quick[:MOST_QUICK_REPLIES])}}
    return kept


def telephone(*, number: str) -> str:
    """The digits of a number, as a link rings them."""
    return "".join(letter for letter in number if letter in "0123456789+#*")


def fits(*, text: str, most: int) -> bool:
    """Whether a text is no longer than `most`, as LINE counts."""
    return _units(text) <= most


def _ring(name: str, number: str) -> dict[str, Any]:
    return {"type": "uri", "label": _cut(name, LABEL_CHARACTERS), "uri": f"tel:{telephone(number=number)}"}


def _cut(text: str, most: int) -> str:
    """Counted as LINE counts, in UTF-16 code units, so that an emoji is never halved."""
    if _units(text) <= most:
        return text
    kept = text[:most]
    while _units(kept) > most - 1:
        kept = kept[:-1]
    return f"{kept}…"


def _pieces(text: str) -> list[str]:
    pieces, rest = [], text.strip()
    while _units(rest) > BUBBLE_UNITS:
        end = _fits(rest)
        line = rest.rfind("\n", end // 2, end)
        end = line if line > 0 else end
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*pieces, rest] if rest else pieces


def _fits(text: str) -> int:
    """How many characters from the beginning make one full bubble."""
    end = min(len(text), BUBBLE_UNITS)
    while _units(text[:end]) > BUBBLE_UNITS:
        end -= 1
    return end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
