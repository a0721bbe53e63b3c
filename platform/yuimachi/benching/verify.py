"""`bench verify`: a lying model alters one fact per sentence; how many lies are withheld, and how many true sentences?

Over the demo towns' knowledge, each true sentence also in other words; with `--data FILE` (JSONL or JSON rows with
`text`) over real text that nothing was tuned on. One core, without a database.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.utils.module_loading import import_string

# By name: the lies and the rephrasings stand beside the tests, which the product does not ship and a checkout has.
_MEASURE: Final = "tests.assistants.verifying.measure.measure"
_PARAPHRASES: Final = "tests.assistants.verifying.paraphrases.measure"


def run(*, data: Path | None = None) -> list[dict[str, Any]]:
    """One row a source of sentences; `weak` counts the lies that were shown, by kind of fact."""
    measure: Callable[..., Any] = import_string(_MEASURE)
    if data is not None:
        return [_row(data.parent.name or data.stem, measure(elsewhere=data))]
    by_hand: Callable[..., Any] = import_string(_PARAPHRASES)
    return [
        _row("demo towns", measure()),
        _row("paraphrases by hand", by_hand()),
        _row("paraphrases, blind", by_hand(name="paraphrases_blind")),
    ]


def _row(name: str, measured: Any) -> dict[str, Any]:
    lies = sum(measured.altered.values())
    return {
        "set": name,
        "answers": measured.answers,
        "altered": lies,
        "altered_withheld": round(measured.share_altered_withheld, 4) if lies else None,
        "true": measured.true,
        "true_withheld": round(measured.share_true_withheld, 4),
        "p95_ms": round(measured.p95, 2),
        "weak": {kind: len(slips) for kind, slips in measured.altered_shown.items() if slips},
        "withheld_for": dict(Counter(verdict.reason for _sentence, verdict in measured.true_withheld)),
    }
