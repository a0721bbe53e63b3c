"""The steps by name, with what they ask for; each works in the entered town."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from templates.commanding import looking, proving, taking

Options = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a line of help, what it adds to the command line, what it does."""

    help: str
    run: Callable[[Options], Iterable[str]]
    item: bool = False
    words: bool = False
    values: bool = False


STEPS: Final = {
    "search": Step("what the towns share, by words", looking.search, words=True),
    "show": Step("one item: editions, proof, figures, questions", looking.show, item=True),
    "adopted": Step("what the town took over", looking.adopted),
    "adopt": Step("take the newest edition of an item over", taking.adopt, item=True, values=True),
    "prove": Step("put the cases of the newest edition to the town, here and now", proving.prove, item=True),
    "figures": Step("count the town's figures now, if it agreed", proving.figures),
    "wishes": Step("what towns miss", looking.wishes),
}


def add_steps(*, steps: Any) -> None:
    """Add them to the subparsers of the command."""
    for name, step in STEPS.items():
        parser: ArgumentParser = steps.add_parser(name, help=step.help)
        parser.add_argument("town", help="code, slug or name")
        if step.item:
            parser.add_argument("item", type=UUID)
        if step.words:
            parser.add_argument("words", nargs="*")
        if step.values:
            parser.add_argument("--value", action="append", default=[], help="blank=value; may be given again")
