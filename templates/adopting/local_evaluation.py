"""A shared evaluation set as questions in the town's own sets, their blanks filled; known by their wording."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from assistants.public import (
    NotASet,
    QuestionSet,
    asked_already,
    install_questions,
    local_questions,
    remove_questions,
    rewrite_questions,
)
from templates.adopting.fill import Values, absent_in, filled, without
from templates.adopting.local import Copy, Job, NotSound, Work
from templates.adopting.parts import QUESTIONS


class EvaluationCopy:
    """Many questions a thing. One that the town asked before is not the copy's, and stays as it is."""

    def install(self, *, jobs: Sequence[Job]) -> list[tuple[int, ...]]:
        """See LocalKind. Some five queries."""
        sets = [QuestionSet(str(job.body["topic"]), _here(job.body, job.work.values)) for job in jobs]
        if not all(one.questions for one in sets):
            raise NotSound((_("残る質問がありません。「該当なし」にした差込欄を見直してください。"),))
        try:
            return install_questions(sets=sets, by=jobs[0].work.by, now=jobs[0].work.now)
        except NotASet as wrong:
            raise NotSound((str(wrong),)) from wrong

    def read(self, *, item_id: UUID, ids: Sequence[int]) -> Copy | None:
        """See LocalKind. One query."""
        found = local_questions(ids=ids)
        if not found:
            return None
        url = reverse("assistants:topic", args=[found[0].topic_id])
        return Copy({QUESTIONS: [_plain(one.body) for one in found]}, url, ids=frozenset(one.id for one in found))

    def as_here(self, *, body: Mapping[str, Any], values: Values, copy: Copy) -> dict[str, Any]:
        """See LocalKind. One query: what the town asks outside of the copy is no part of it."""
        here = _here(body, values)
        elsewhere = asked_already(questions=[str(one["question"]) for one in here], but=copy.ids)
        left = [one for one in here if one["question"] not in elsewhere]
        place = {one["question"]: at for at, one in enumerate(copy.body[QUESTIONS])}
        return {QUESTIONS: sorted(left, key=lambda one: place.get(one["question"], len(place)))}

    def rewrite(self, *, ids: Sequence[int], copy: Copy, body: Mapping[str, Any], work: Work) -> tuple[int, ...]:
        """See LocalKind. What differs is written, what is new put in, what is gone taken away."""
        wanted = _here(body, work.values)
        if not wanted:
            raise NotSound((_("残る質問がありません。「該当なし」にした差込欄を見直してください。"),))
        try:
            return rewrite_questions(ids=ids, questions=wanted, by=work.by, now=work.now)
        except NotASet as wrong:
            raise NotSound((str(wrong),)) from wrong

    def take_away(self, *, ids: Sequence[int], work: Work) -> None:
        """See LocalKind. Runs keep what they asked."""
        remove_questions(ids=ids, by=work.by, now=work.now)


def _here(body: Mapping[str, Any], values: Values) -> list[dict[str, Any]]:
    """The questions as they read in the town, each once."""
    told = filled(body=without(body=body, absent=absent_in(values=values)), values=values)
    return list({str(one["question"]): _plain(one) for one in told.get(QUESTIONS, ())}.values())


def _plain(one: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in one.items() if value not in ("", [], None)}
