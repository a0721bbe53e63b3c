"""Measures verification over the demo knowledge or over real text from elsewhere: `manage.py bench verify`."""

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from time import thread_time

from assistants.turn import DraftSentence
from assistants.verifying.check import Kind, Verdict, check
from tests.assistants.verifying.lying import lies
from tests.assistants.verifying.material import Told, told, told_elsewhere
from tests.assistants.verifying.rephrase import rephrased
from tests.model_server.lies import LIES as MODEL_LIES

_MOST_ELSEWHERE = 300


@dataclass
class Measured:
    """Counts of one run."""

    answers: int = 0
    true: int = 0
    true_withheld: list[tuple[str, Verdict]] = field(default_factory=list)
    altered: Counter = field(default_factory=Counter)
    altered_shown: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    milliseconds: list[float] = field(default_factory=list)

    @property
    def share_altered_withheld(self) -> float:
        return 1 - sum(map(len, self.altered_shown.values())) / max(1, sum(self.altered.values()))

    @property
    def share_true_withheld(self) -> float:
        return len(self.true_withheld) / max(1, self.true)

    @property
    def p95(self) -> float:
        return sorted(self.milliseconds)[int(len(self.milliseconds) * 0.95)]


def verify(sentence: str, one: Told, measured: Measured) -> Verdict:
    """One sentence against the passages of its source."""
    began = thread_time()
    verdict = check(
        draft=DraftSentence(sentence, tuple(range(len(one.passages)))), passages=one.passages, language="ja"
    )
    measured.milliseconds.append((thread_time() - began) * 1000)
    return verdict


def measure(*, seed: int = 1, most: int | None = None, elsewhere: Path | None = None) -> Measured:
    """Every source is answered once truly and once for each fact that can be altered.

    Sources are the demo towns' knowledge, or the rows of a file of real text `elsewhere`.
    """
    chance = random.Random(seed)  # noqa: S311 - repeatable, no secret
    measured = Measured()
    material = list(told_elsewhere(elsewhere, seed, most or _MOST_ELSEWHERE) if elsewhere else told(seed))
    chance.shuffle(material)
    for one in material[:most]:
        measured.answers += 1
        for sentence in one.sentences:
            said = rephrased(sentence, chance)
            measured.true += 1
            verdict = verify(said, one, measured)
            if verdict.kind is Kind.WITHHELD:
                measured.true_withheld.append((said, verdict))
            ways = [*lies(sentence, one, chance)]
            ways += [
                (f"model-{kind}", new)
                for kind, tell in MODEL_LIES.items()
                if (new := tell(sentence)) and new != sentence
            ]
            for kind, altered in ways:
                lie = rephrased(altered, chance, leave_out=False)
                measured.altered[kind] += 1
                if verify(lie, one, measured).kind is not Kind.WITHHELD:
                    measured.altered_shown[kind].append((lie, sentence))
    return measured
