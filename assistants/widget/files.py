"""The two scripts of the widget: a small one with a lasting address, and the chat itself under its version."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).resolve().parents[1] / "static" / "assistants" / "widget"


@cache
def chat_script() -> str:
    """The chat, with its style inside: it needs no further request and no style of the page."""
    style = (_FOLDER / "widget.css").read_text(encoding="utf-8")
    script = (_FOLDER / "widget.js").read_text(encoding="utf-8")
    talk = (_FOLDER / "talk.js").read_text(encoding="utf-8")
    return script.replace('"__TALK__";', talk).replace('"__STYLE__"', json.dumps(style, ensure_ascii=False))


@cache
def version() -> str:
    """Changes with each change of the chat, so that it may be kept for a year."""
    return hashlib.sha256(chat_script().encode()).hexdigest()[:12]


def loader_script(*, words: dict[str, dict[str, str]]) -> str:
    """What the town's line loads: fetches the present version. `words` by language of the page."""
    script = (_FOLDER / "loader.js").read_text(encoding="utf-8")
    return script.replace("__VERSION__", version()).replace('"__WORDS__"', json.dumps(words, ensure_ascii=False))
