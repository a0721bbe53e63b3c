"""The author's proof beside the town's own, for many editions at once: what the town took over stands in a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from templates.models import Adoption, EditionProof, ProofResult, ProofRun
from templates.proving.due import waiting_words
from templates.proving.judged import right_there
from tenants.public import in_public


@dataclass(frozen=True, slots=True)
class Beside:
    """Of one edition. `own`: the town's newest run, also an open one; `waits`: why a due proof has not begun; `apart`:
    how many cases are right there and wrong here."""

    author: EditionProof | None
    own: ProofRun | None
    waits: str
    apart: int

    @property
    def told(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.author or self.own or self.waits)


def proofs_beside(*, adoptions: Sequence[Adoption], now: datetime) -> dict[int, Beside]:
    """By the adoption's id; eleven queries for any number."""
    ids = [one.edition_id for one in adoptions]
    waits = waiting_words(adoptions=adoptions, now=now)
    runs = ProofRun.objects.filter(edition_id__in=ids).exclude(state=ProofRun.State.CANCELLED)
    own = {run.edition_id: run for run in runs.order_by("edition_id", "-queued_at", "-pk").distinct("edition_id")}
    with in_public():
        proofs = EditionProof.objects.filter(edition__in=ids).order_by("edition_id", "-ran_at", "-pk")
        author = {proof.edition_id: proof for proof in proofs.distinct("edition_id")}
    apart = _apart(own, author)
    return {
        one.pk: Beside(
            author.get(one.edition_id), own.get(one.edition_id), waits.get(one.pk, ""), apart.get(one.edition_id, 0)
        )
        for one in adoptions
    }


def _apart(own: dict[UUID, ProofRun], author: dict[UUID, EditionProof]) -> dict[UUID, int]:
    """How many cases of each edition are right there and wrong here; one query."""
    done = {run.pk: edition for edition, run in own.items() if run.state == ProofRun.State.DONE}
    there = {edition: right_there(author=author.get(edition)) or frozenset() for edition in own}
    found: dict[UUID, int] = {}
    for run, position in ProofResult.objects.filter(run__in=done, right=False).values_list("run_id", "position"):
        found[done[run]] = found.get(done[run], 0) + (position in there[done[run]])
    return found
