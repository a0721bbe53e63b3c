"""Walking a guide that residents do not see yet: the answers travel with the form, nothing is kept or counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from assistants.guiding.content import Content, content_of
from assistants.guiding.show import shown_place
from assistants.guiding.walk import NotAnAnswer, go_on, place_of

_MOST_ANSWERS = 60
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class TriedGuide:
    """Where the walk stands: `context` for the template `assistants/chat/_guide.html`."""

    content: Content
    context: Mapping[str, Any]


def walk_on(*, content: Content, said: QueryDict, today: date) -> TriedGuide:
    """Go on by a posted page (`answer`: what was said so far, `value`, `step`: back or again); an empty one begins."""
    pairs = [pair.partition("=") for pair in said.getlist("answer")[:_MOST_ANSWERS]]
    answers = tuple((key, value) for key, _sep, value in pairs)
    place, refused, step = place_of(content=content, answers=answers, today=today), "", said.get("step", "")
    if step in ("back", "again"):
        kept = place.answers[:-1] if step == "back" else ()
        place = place_of(content=content, answers=kept, today=today)
    elif said:
        try:
            place = go_on(content=content, place=place, value=said.get("value", "")[:_LONGEST], today=today)
        except NotAnAnswer as wrong:
            refused = str(wrong)
    return TriedGuide(content, {"content": content, "refused": refused, "preview": True, **shown_place(place=place)})


def try_guide(*, body: Mapping[str, Any], said: QueryDict, today: date) -> TriedGuide:
    """The same for a guide that the town does not have. Raises NotAGuide."""
    return walk_on(content=content_of(plain=body), said=said, today=today)
