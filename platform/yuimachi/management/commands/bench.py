"""`manage.py bench NAME [--data DIR] [--json]`: measures the product itself; the keys stand in docs/benchmarks.md."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.module_loading import import_string

# By name, as tasks are: a bench loads measuring libraries that nothing else needs, and belongs to the app it measures.
BENCHES: Final = {
    "answers": "yuimachi.benching.answers.run",
    "console": "yuimachi.benching.console.run",
    "crisis": "yuimachi.benching.crisis.run",
    "injection": "yuimachi.benching.injection.run",
    "garbage": "yuimachi.benching.garbage.run",
    "library": "templates.benching.library.run",
    "languages": "yuimachi.benching.languages.run",
    "onboarding": "yuimachi.benching.onboarding.run",
    "proofread": "yuimachi.benching.proofread.run",
    "retrieval": "knowledge.benching.retrieval.run",
    "search": "knowledge.benching.search.run",
    "staff": "yuimachi.benching.staff.run",
    "stream": "yuimachi.benching.stream.run",
    "verify": "yuimachi.benching.verify.run",
    "curated": "knowledge.benching.curated.run",
    "ingest": "knowledge.benching.ingest.run",
    "month_close": "billing.benching.month_close.run",
}
NEEDS_DATA: Final = frozenset({"retrieval"})
TAKES_DATA: Final = frozenset(
    {"garbage", "crisis", "curated", "injection", "proofread", "retrieval", "ingest", "search", "verify"}
)
# Options of single benches beside --data; the others do not take them.
TAKES: Final = {"search": ("passages",), "stream": ("litellm",)}

Measured = dict[str, Any] | list[dict[str, Any]]


class Command(BaseCommand):
    """Runs one bench in this process, on the configured database, in towns of its own that are removed afterwards."""

    help = f"Measure: {', '.join(sorted(BENCHES))}."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which bench, on what, printed how."""
        parser.add_argument("name", choices=sorted(BENCHES))
        parser.add_argument("--data", type=Path, help="folder with the data (retrieval: a BEIR folder)")
        parser.add_argument("--passages", type=_numbers, default=(50_000,), help="search: sizes of towns, 50000,200000")
        parser.add_argument("--litellm", type=Path, help="stream: the command of a LiteLLM proxy to compare with")
        parser.add_argument("--json", action="store_true", help="print one JSON object, or a list of them")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and print; says in words what is missing."""
        name, data = options["name"], options["data"]
        if name in NEEDS_DATA and data is None:
            raise CommandError(f"bench {name} needs --data DIR")
        run: Callable[..., Measured] = import_string(BENCHES[name])
        try:
            given = {"data": data} if name in TAKES_DATA else {}
            measured = run(**given, **{option: options[option] for option in TAKES.get(name, ())})
        except FileNotFoundError as missing:
            raise CommandError(f"{missing.filename} is missing") from missing
        self.stdout.write(json.dumps(measured, ensure_ascii=False) if options["json"] else _as_lines(measured))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def _as_lines(measured: Measured) -> str:
    runs = measured if isinstance(measured, list) else [measured]
    return "\n\n".join("\n".join(f"{key:>24}  {value}" for key, value in run.items()) for run in runs)
