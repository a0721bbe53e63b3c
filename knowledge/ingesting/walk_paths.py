"""Finds the files that a command was pointed at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.ingesting.corpus_lines import CORPUS_NAME


class PathMissing(Exception):
    """A path that was named does not exist."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file and the name under which it is kept: its path below the folder that was named."""

    path: Path
    name: str


def walk_paths(*, paths: Sequence[Path]) -> Iterator[FoundFile]:
    """The named files and all below the named folders, in order, hidden ones left out. Raises PathMissing.

    A folder with a corpus.jsonl is a BEIR folder: its queries and judgements are no knowledge.
    """
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        elif path.is_file():
            yield FoundFile(path, f"{path.parent.name}/{path.name}" if path.name == CORPUS_NAME else path.name)
        else:
            raise PathMissing(str(path))


def _below(folder: Path) -> Iterator[FoundFile]:
    if (folder / CORPUS_NAME).is_file():
        yield FoundFile(folder / CORPUS_NAME, f"{folder.resolve().name}/{CORPUS_NAME}")
        return
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            yield FoundFile(path, relative.as_posix())
