"""Proofs that begin by themselves: what the town took over is proved on its own knowledge, one after the other."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistants.public import PatternStanding, pattern_standings, writing_model_missing
from audit_log.public import SYSTEM
from metering.public import AllowanceLevel, check_allowance
from templates.models import Adoption, Edition, Kind, ProofRun
from templates.proving.cases import cases_of, needs_model, uses_model
from templates.proving.limits import MOST_BY_THEMSELVES
from templates.proving.start import NotStarted, start_proof
from templates.reach import OutOfReach

_NOT_PROPOSED: Final = gettext_lazy("FAQの提案にして承認されると、自動で検証します。")
_NOT_APPROVED: Final = gettext_lazy("FAQの提案がすべて承認されたあと、1時間以内に自動で検証します。")
_LITTLE_LEFT: Final = gettext_lazy(
    "AIの利用枠の残りが少ないため、自動では検証していません。必要なときは「自分の町で検証する」を押してください。"
)
_SOON: Final = gettext_lazy("まもなく自動で始まります。")
_IN_LINE: Final = gettext_lazy("ほかの検証が終わると、自動で始まります。")


def due_editions(*, editions: Collection[tuple[Edition, str]]) -> frozenset[UUID]:
    """Which of these (with their kinds), just taken over, are to be proved here; one query.

    What has no cases is not, nor what was proved here before, as the town's least share makes people do. A FAQ is found
    only once it is approved, so an earlier proof of a set says nothing.
    """
    cased = {one.pk: kind for one, kind in editions if cases_of(edition=one, kind=kind, blanks={})}
    proved = ProofRun.objects.filter(edition_id__in=cased, state=ProofRun.State.DONE).exclude(kind=Kind.FAQ)
    return frozenset(cased) - set(proved.values_list("edition_id", flat=True))


def start_due(*, now: datetime) -> int:
    """Begin the next proof that is due and can be asked now, unless one is under way; how many began (0 or 1).

    So a starter pack is proved in a row and not at once. Safe to call at any time and twice; eight queries while
    something is due, one else.
    """
    rows = list(Adoption.objects.live().filter(proof_due=True).defer("base").order_by("adopted_at", "pk"))
    reasons = why_not_yet(adoptions=rows, now=now)
    for row in rows:
        if reasons[row.pk]:
            continue
        try:
            start_proof(edition_id=row.edition_id, actor=SYSTEM, now=now)
        except (NotStarted, OutOfReach):  # nothing to ask any more, or withdrawn since
            Adoption.objects.filter(pk=row.pk).update(proof_due=False)
        else:
            return 1
    return 0


def waiting_words(*, adoptions: Sequence[Adoption], now: datetime) -> dict[int, str]:
    """What pages say of those whose proof is due, by the adoption's id; queries as `why_not_yet`."""
    return {pk: reason or str(_SOON) for pk, reason in why_not_yet(adoptions=adoptions, now=now).items()}


def why_not_yet(*, adoptions: Sequence[Adoption], now: datetime) -> dict[int, str]:
    """By the adoption's id, of those whose proof is due: why it has not begun, as a sentence; empty when it may.

    Eight queries for any number, none without one that is due.
    """
    due = [one for one in adoptions if one.proof_due]
    if not due:
        return {}
    running = ProofRun.objects.filter(state__in=ProofRun.OPEN).exists()
    ids = [pk for one in due if one.kind == Kind.FAQ for pk in one.local_ids]
    patterns = pattern_standings(ids=ids) if ids else {}
    asking = {one.kind: _model_waits(one.kind, now) for one in due if uses_model(kind=one.kind)}
    found = {one.pk: asking[one.kind] if one.kind in asking else _faq_waits(one, patterns) for one in due}
    return {pk: reason or (str(_IN_LINE) if running else "") for pk, reason in found.items()}


def _faq_waits(adoption: Adoption, patterns: Mapping[int, PatternStanding]) -> str:
    """Residents can be answered only with what was approved: asked before, every case would be wrong."""
    mine = [patterns[pk] for pk in adoption.local_ids if pk in patterns]
    told: Promise | str = ""
    if any(one.waits for one in mine):
        told = _NOT_APPROVED
    elif not any(one.question for one in mine):
        told = _NOT_PROPOSED
    return str(told)


def _model_waits(kind: str, now: datetime) -> str:
    """Nobody pressed a button: the town's allowance is not emptied, nor a day's use made of a starter pack."""
    missing = writing_model_missing(now=now) if needs_model(kind=kind) else ""
    if missing:
        return missing
    if check_allowance(section_id=None, now=now).level >= AllowanceLevel.WARN90:
        return str(_LITTLE_LEFT)
    day = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    today = ProofRun.objects.filter(~Q(kind=Kind.FAQ), queued_at__gte=day, started_by=SYSTEM.label).count()
    if today >= MOST_BY_THEMSELVES:
        told = _("AIを使う自動の検証は1日%(most)d件までです。続きは明日始まります。")
        return told % {"most": MOST_BY_THEMSELVES}
    return ""
