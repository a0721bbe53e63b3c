"""Whether something adopted may go live here: the town may ask for a least share of right cases."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from templates.models import Edition, ProofRun
from templates.proving.cases import cases_of
from templates.proving.settle import settled
from tenants.public import in_public


@dataclass(frozen=True, slots=True)
class MayGoLive:
    """`sentence`: why not and what to do next, or what stands behind a yes. `percent` of the town's newest proof."""

    allowed: bool
    sentence: str = ""
    percent: float | None = None
    least: int = 0


def may_go_live(*, edition_id: UUID) -> MayGoLive:
    """Ask before an adopted edition is put in use in the entered town. At most three queries.

    Without a least share everything may. What has no cases cannot be proved and may, with a sentence that says so.
    """
    least = settled().least_percent
    return _judged([edition_id], least)[edition_id] if least else MayGoLive(allowed=True)


def closed_to_use(*, edition_ids: Collection[UUID]) -> str:
    """Why the first of these editions that may not go live may not; empty when all may. At most three queries."""
    least = settled().least_percent
    judged = _judged(edition_ids, least).values() if least else ()
    return next((one.sentence for one in judged if not one.allowed), "")


def _judged(edition_ids: Collection[UUID], least: int) -> dict[UUID, MayGoLive]:
    """By the newest proof of each that is done."""
    done = ProofRun.objects.filter(edition_id__in=edition_ids, state=ProofRun.State.DONE)
    newest = {run.edition_id: run for run in reversed(done)}
    open_ = [one for one in edition_ids if one not in newest]
    cased = _with_cases(open_) if open_ else frozenset()
    return {one: _verdict(newest.get(one), least, has_cases=one in cased) for one in edition_ids}


def _verdict(run: ProofRun | None, least: int, *, has_cases: bool) -> MayGoLive:
    if run is not None and run.percent >= least:
        return MayGoLive(True, percent=run.percent, least=least)
    if run is not None:
        text = _(
            "検証の正解は%(percent)s%%で、町の基準%(least)d%%に届いていません。差込欄と町の資料を直して、もう一度検証してください。"
        )
        return MayGoLive(False, text % {"least": least, "percent": run.percent}, run.percent, least)
    if not has_cases:
        text = _("評価の問題が付いていないため、町の基準は確かめていません。内容を読んで判断してください。")
        return MayGoLive(True, text, least=least)
    text = _("町の基準は正解%(least)d%%以上です。使い始める前に「自分の町で検証する」を押してください。")
    return MayGoLive(False, text % {"least": least}, least=least)


def _with_cases(edition_ids: Collection[UUID]) -> frozenset[UUID]:
    with in_public():
        editions = list(Edition.objects.with_item().filter(pk__in=edition_ids))
    return frozenset(one.pk for one in editions if cases_of(edition=one, kind=one.item.kind, blanks={}))
