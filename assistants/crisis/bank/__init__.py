"""The bank: sentences of people in danger by kind, and sentences that only look like it, to learn from."""

import hashlib
from pathlib import Path
from typing import Final

HARMLESS: Final = "harmless"
_FOLDER: Final = Path(__file__).parent


def kinds() -> tuple[str, ...]:
    """Kinds of `assistants.models.Hotline` that have a file, in order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.txt") if path.stem != HARMLESS))


def sentences() -> tuple[tuple[str, str], ...]:
    """Kind (or HARMLESS) and sentence, each once, in order of the files."""
    rows = [
        (path.stem, line.strip())
        for path in sorted(_FOLDER.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return tuple(dict.fromkeys(row for row in rows if row[1]))


def digest() -> str:
    """Changes with every sentence: what is learned says from which bank."""
    return hashlib.sha256(repr(sentences()).encode()).hexdigest()
