"""Choices as quick replies: thirteen at most, the rest behind a button; words too long for one stand in the text."""

from typing import Any

from django.utils.translation import gettext as _

from assistants.choosing import choice_id
from assistants.line.bubbles import fits, post
from assistants.line.limits import LABEL_CHARACTERS, MOST_QUICK_REPLIES
from assistants.line.postback import choice_data, more_data
from assistants.showing import Shown

Button = dict[str, Any]


def choice_buttons(*, shown: Shown, start: int = 0) -> list[Button]:
    """The choices from the `start`-th on; when more are left than there is room for, the last button leads to them."""
    left = len(shown.choices) - start
    room = MOST_QUICK_REPLIES if left <= MOST_QUICK_REPLIES else MOST_QUICK_REPLIES - 1
    numbered = are_numbered(shown=shown)
    buttons = [
        post(
            label=f"{number + 1} {choice.label}" if numbered else choice.label,
            data=choice_data(choice=choice_id(turn_id=shown.turn_id, number=number)),
        )
        for number, choice in list(enumerate(shown.choices))[start : start + room]
    ]
    if left > room:
        more = more_data(turn_id=shown.turn_id, start=start + room)
        buttons.append(post(label=_("ほかの選択肢（あと%(left)s）") % {"left": left - room}, data=more))
    return buttons


def are_numbered(*, shown: Shown) -> bool:
    """Whether some words are too long for a button; then all stand in the text, with numbers."""
    return any(not fits(text=choice.label, most=LABEL_CHARACTERS) for choice in shown.choices)


def choice_lines(*, shown: Shown) -> str:
    """The choices with their numbers, a line each; empty when the buttons say all."""
    if not are_numbered(shown=shown):
        return ""
    return "\n".join(f"{number}. {choice.label}" for number, choice in enumerate(shown.choices, start=1))
