"""Measures verification over the demo knowledge: python -m tests.assistants.verifying.measure [--show KIND]."""

import random
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from time import thread_time

from assistants.turn import DraftSentence
from assistants.verifying.check import Kind, Verdict, check
from tests.assistants.verifying.lying import lies
from tests.assistants.verifying.material import Told, told
from tests.assistants.verifying.rephrase import rephrased
from tests.model_server.lies import LIES as MODEL_LIES


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


def measure(*, seed: int = 1, most: int | None = None) -> Measured:
    """Every source is answered once truly and once for each fact that can be altered."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, no secret
    measured = Measured()
    material = list(told(seed))
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


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def main() -> None:
    """Print the figures; with a kind, what slipped through."""
    seed = int(sys.argv[sys.argv.index("--seed") + 1]) if "--seed" in sys.argv else 1
    most = int(sys.argv[sys.argv.index("--most") + 1]) if "--most" in sys.argv else None
    measured = measure(seed=seed, most=most)
    _say(f"answers {measured.answers} true {measured.true} altered {sum(measured.altered.values())}")
    _say(
        f"altered withheld {measured.share_altered_withheld:.4f}",
        f"true withheld {measured.share_true_withheld:.4f} p95 {measured.p95:.2f} ms",
    )
    for kind, number in sorted(measured.altered.items()):
        _say(f"  {kind:16} {number:5} shown {len(measured.altered_shown[kind])}")
    _say(Counter(verdict.reason for _s, verdict in measured.true_withheld))
    if "--show" in sys.argv:
        for kind, slips in measured.altered_shown.items():
            for altered, was in slips[:6]:
                _say(kind, "|", altered, "|", was)
        for said, verdict in measured.true_withheld[:60]:
            _say("TRUE", verdict.reason, verdict.detail, "|", said)


if __name__ == "__main__":
    import django

    django.setup()
    main()
