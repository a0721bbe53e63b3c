"""What models are told: text files beside this one, versioned as a whole."""

from functools import cache
from pathlib import Path
from typing import Final

PROMPT_VERSION: Final = "2026-11-2"  # stands in every recorded turn; change it with any text file here


@cache
def prompt_text(*, name: str) -> str:
    """The text of `<name>.txt`, without its last line break."""
    return (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")
