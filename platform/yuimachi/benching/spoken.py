"""What the model server itself said, and when: the own time of each stream, taken in the same run by the same clock."""

import http.client
import json
import re
from typing import Any, Final

from django.utils.module_loading import import_string

END_OF_SENTENCE: Final = "]]"  # the mark of the source ends a sentence as the product can show it
_MARKS: Final = 14  # the number in twos, as ？ and ！: a word would be one more subject, which search must find
_NUMBER: Final = re.compile(f"[?!？！]{{{_MARKS}}}")
_WORDS_OF: Final = "tests.model_server.answering.words_of"  # by name: a checkout has it, the product does not ship it


def forget_spoken(*, model_port: int) -> None:
    """Begin a new step."""
    _control(model_port, {"clear": True})


def first_sentence_ends(*, model_port: int) -> dict[str, float]:
    """By the number in the question (`number_in`): the monotonic second in which the model ended its first sentence."""
    ends = {}
    for seen in _control(model_port, {}):
        if (at := _end_of_first(seen)) is not None:
            ends[number_in(text=seen["body"]["messages"][-1]["content"])] = at
    return ends


def numbered(*, question: str, number: int) -> str:
    """The question with a tail by which its stream is known again at the model server."""
    return question + "".join("？！"[int(bit)] for bit in f"{number:0{_MARKS}b}")


def number_in(*, text: str) -> str:
    """The number that `numbered` gave; empty without one."""
    found = _NUMBER.findall(text)
    return str(int("".join(str(int(mark in "!！")) for mark in found[-1]), 2)) if found else ""


def _end_of_first(seen: dict[str, Any]) -> float | None:
    if not seen["words_at"] or not seen["body"]:
        return None
    text = ""
    for word, at in zip(import_string(_WORDS_OF)(text=seen["said"]), seen["words_at"], strict=False):
        text += word
        if END_OF_SENTENCE in text:
            return float(at)
    return None


def _control(port: int, orders: dict[str, Any]) -> list[dict[str, Any]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request("POST", "/control", json.dumps(orders), {"Content-Type": "application/json"})
        return list(json.loads(connection.getresponse().read()))
    finally:
        connection.close()
