"""The steps by name, with what they ask for: a town's work in the entered town, the operator's in the public schema."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from templates.commanding import looking, moderating, overseeing, proving, publishing, taking
from templates.console.form_statistics import SPANS
from templates.models import Submission

Options = dict[str, Any]
Adds = Callable[[ArgumentParser], Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a line of help, what it does, what it adds to the command line."""

    help: str
    run: Callable[[Options], Iterable[str]]
    adds: tuple[Adds, ...] = ()


def _asks(*names: str, **how: Any) -> Adds:
    return lambda parser: parser.add_argument(*names, **how)


_ITEM: Final = _asks("item", type=UUID)
_WORDS: Final = _asks("words", nargs="*")
_JSON: Final = _asks("--json", action="store_true", help="as JSON, for programs")
_OFFERING: Final = _asks("offering", type=int, help="its number, from: library offerings TOWN")
_SUBMISSION: Final = _asks("submission", type=UUID, help="its id, from: library submissions")
_BODY: Final = _asks("--consortium", type=int, help="its id; needed when there are several")
_HEAD: Final = tuple(
    _asks(f"--{name}", default=None, help=told)
    for name, told in {
        "title": "as other towns read it; else as it stands",
        "purpose": "what it is for; else as it stands",
        "task": "key of the kind of work; else as it stands",
        "author": "town or desk, no person; else the town",
        "section": "name of a desk, shown to others",
        "licence": "else as it stands",
        "note": "what this edition changes",
    }.items()
)

TOWN_STEPS: Final = {
    "search": Step("what the towns share, by words", looking.search, (_WORDS,)),
    "show": Step("one item: editions, proof, figures, questions", looking.show, (_ITEM,)),
    "adopted": Step("what the town took over", looking.adopted),
    "adopt": Step(
        "take the newest edition of an item over",
        taking.adopt,
        (_ITEM, _asks("--value", action="append", default=[], help="blank=value; may be given again")),
    ),
    "prove": Step("put the cases of the newest edition to the town, here and now", proving.prove, (_ITEM,)),
    "figures": Step("count the town's figures now, if it agreed", proving.figures),
    "wishes": Step("what towns miss", looking.wishes),
    "offerings": Step("what the town prepares, has handed in and has released", publishing.offerings, (_JSON,)),
    "offer": Step(
        "begin to share something; without THING what could be shared",
        publishing.offer,
        (
            _asks("thing", nargs="?", default="", help='"prompt:12", "faq:s3", "text" …'),
            *_HEAD,
            _asks("--file", type=Path, help="Markdown of a text"),
            _JSON,
        ),
    ),
    "findings": Step("what is local in an offering, and what was decided", publishing.findings, (_OFFERING, _JSON)),
    "decide": Step(
        "decide on findings",
        publishing.decide_on,
        (
            _OFFERING,
            _asks("--blank", action="append", default=[], help="WORDS=NAME: becomes this blank; may be given again"),
            _asks("--keep", action="append", default=[], help="WORDS=REASON: stays; may be given again"),
            _asks("--suggested", action="store_true", help="what is open becomes the blank that was suggested"),
        ),
    ),
    "submit": Step(
        "hand an offering in",
        publishing.hand_in,
        (_OFFERING, _asks("--step", choices=("patch", "minor", "major"), default="", help="a higher number")),
    ),
    "take-back": Step("take an offering back before it was decided", publishing.take_it_back, (_OFFERING,)),
}

OPERATOR_STEPS: Final = {
    "submissions": Step(
        "what towns handed in",
        moderating.submissions,
        (_asks("--state", choices=Submission.State.values, default="waiting"), _JSON),
    ),
    "submission": Step("one of them: what was kept, what differs", moderating.submission, (_SUBMISSION, _JSON)),
    "release": Step("release one", moderating.release, (_SUBMISSION,)),
    "return": Step("give one back", moderating.give_it_back, (_SUBMISSION, _asks("--comment", default=""))),
    "items": Step("what was released, by words", moderating.items, (_WORDS, _JSON)),
    "withdraw": Step(
        "withdraw an item or one edition of it",
        moderating.withdraw,
        (_ITEM, _asks("--reason", default=""), _asks("--edition", default="", help="only this one, as 1.2.0")),
    ),
    "law-notice": Step(
        "tell the towns that took something over that its law changes; without --law the laws that may be named",
        moderating.law_notice,
        tuple(_asks(f"--{name}", default="") for name in ("law", "article", "text", "in-force-on", "link")),
    ),
    "statistics": Step(
        "the operator's figures",
        overseeing.statistics,
        (_BODY, _asks("--span", choices=[one.value for one in SPANS], default="months12"), _JSON),
    ),
}


def add_steps(*, steps: Any) -> None:
    """Add them to the subparsers of the command; a step of a town names the town first."""
    for name, step in {**TOWN_STEPS, **OPERATOR_STEPS}.items():
        parser: ArgumentParser = steps.add_parser(name, help=step.help)
        if name in TOWN_STEPS:
            parser.add_argument("town", help="code, slug or name")
        for adds in step.adds:
            adds(parser)
