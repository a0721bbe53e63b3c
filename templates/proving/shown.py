"""What the page of an item shows of its worth: the author's proof beside the town's own, figures, talk, thanks."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone

from templates.models import (
    Adoption,
    Edition,
    EditionProof,
    Kind,
    LibraryAnswer,
    LibraryQuestion,
    ProofRun,
    ShownFigures,
    Thanks,
)
from templates.proving.cases import cases_of
from templates.proving.due import waiting_words
from templates.proving.gate import MayGoLive, may_go_live
from templates.proving.judged import Judged, judged_cases
from templates.proving.publish_figures import shown_figures
from tenants.public import current_town, in_public

_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class ShownProof:
    """Of one edition. `cases`: how many could be asked; `own`: the town's newest run, also an open one; `waits`: why a
    due one has not begun; `apart`: right in the author's town and wrong here; `may_begin`: whether a person can begin
    one, of a FAQ set only when it was taken over or is the town's own.
    """

    edition_id: UUID
    cases: int
    author: EditionProof | None
    own: ProofRun | None
    gate: MayGoLive
    figures: ShownFigures | None
    waits: str = ""
    apart: tuple[Judged, ...] = ()
    may_begin: bool = True

    @property
    def running(self) -> bool:
        """Whether the town's run is not over."""
        return self.own is not None and self.own.state in ProofRun.OPEN


@dataclass(frozen=True, slots=True)
class ShownTalk:
    """Of one item; answers stand at their question (`shown_answers`). `thanked`: whether this town did."""

    item_id: UUID
    questions: tuple[LibraryQuestion, ...]
    thanks: tuple[str, ...]
    thanked: bool
    town_id: int


def shown_proof(*, edition: Edition) -> ShownProof:
    """Sixteen queries at most. The caller has checked that the edition (with its item) is in reach."""
    adopted = Adoption.objects.live().filter(item_id=edition.item_id).defer("base").first()
    held = [adopted] if adopted and adopted.edition_id == edition.pk else []
    own = ProofRun.objects.filter(edition_id=edition.pk).exclude(state=ProofRun.State.CANCELLED).first()
    author, faq = author_proof(edition=edition), edition.item.kind == Kind.FAQ
    done = own is not None and own.state == ProofRun.State.DONE
    judged = judged_cases(run=own, author=author) if own and done else ()
    return ShownProof(
        edition_id=edition.pk,
        cases=len(cases_of(edition=edition, kind=edition.item.kind, blanks={})),
        author=author,
        own=own,
        gate=may_go_live(edition_id=edition.pk) if done or not faq else MayGoLive(allowed=True),
        figures=shown_figures(item_ids=[edition.item_id]).get(edition.item_id),
        waits=next(iter(waiting_words(adoptions=held, now=timezone.now()).values()), ""),
        apart=tuple(one for one in judged if one.apart),
        may_begin=not faq or adopted is not None or edition.item.town_id == current_town().id,
    )


def author_proof(*, edition: Edition) -> EditionProof | None:
    """The newest of the town that released the edition (read with its item); one query."""
    with in_public():
        return EditionProof.objects.filter(edition=edition, town_id=edition.item.town_id or 0).first()


def shown_talk(*, item_id: UUID) -> ShownTalk:
    """Three queries. The caller has checked that the item is in reach."""
    town = current_town()
    answers = Prefetch("answers", queryset=LibraryAnswer.objects.filter(hidden_at=None), to_attr="shown_answers")
    with in_public():
        rows = LibraryQuestion.objects.filter(item_id=item_id, hidden_at=None).prefetch_related(answers)[:_MOST]
        thanks = list(Thanks.objects.filter(item_id=item_id).values_list("town_id", "town_name"))
        questions = tuple(rows)
    return ShownTalk(
        item_id, questions, tuple(name for _town, name in thanks), town.id in {pk for pk, _name in thanks}, town.id
    )
