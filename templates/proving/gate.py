"""Whether something adopted may go live here: the town may ask for a least share of right cases."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from templates.models import Edition, LibrarySettings, ProofRun
from templates.proving.cases import cases_of
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
    row = LibrarySettings.objects.filter(pk=1).first()
    if row is None or not row.least_percent:
        return MayGoLive(allowed=True)
    least = row.least_percent
    run = ProofRun.objects.filter(edition_id=edition_id, state=ProofRun.State.DONE).first()
    if run is not None and run.percent >= least:
        return MayGoLive(True, percent=run.percent, least=least)
    words = {"least": least, "percent": run.percent if run else 0}
    if run is not None:
        text = _(
            "検証の正解は%(percent)s%%で、町の基準%(least)d%%に届いていません。差込欄と町の資料を直して、もう一度検証してください。"
        )
        return MayGoLive(False, text % words, run.percent, least)
    if not _has_cases(edition_id):
        return MayGoLive(
            True,
            _("評価の問題が付いていないため、町の基準は確かめていません。内容を読んで判断してください。"),
            least=least,
        )
    text = _("町の基準は正解%(least)d%%以上です。使い始める前に「自分の町で検証する」を押してください。")
    return MayGoLive(False, text % words, least=least)


def _has_cases(edition_id: UUID) -> bool:
    with in_public():
        edition = Edition.objects.select_related("item").filter(pk=edition_id).first()
    return bool(edition and cases_of(edition=edition, kind=edition.item.kind, blanks={}))
