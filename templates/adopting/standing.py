"""How the town's adopted things stand: editions behind, withdrawn, a law that changed."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from audit_log.public import Actor, Subject, record
from templates.audit_actions import ADOPTION_POLICY_SET
from templates.models import Adoption, Edition, LawNotice, SharedItem
from templates.reach import own_consortium
from tenants.public import in_public


@dataclass(frozen=True, slots=True)
class Standing:
    """One adopted thing. `behind`: newer editions that can be had; `newest` the last of them; `reason`: why the edition
    that the town uses was withdrawn, empty when it was not; `notices`: of laws, not yet dealt with."""

    adoption: Adoption
    item: SharedItem | None
    behind: int
    newest: Edition | None
    withdrawn: bool
    reason: str
    notices: tuple[LawNotice, ...]

    @property
    def waits(self) -> bool:
        """Whether somebody should look."""
        return bool(self.behind or self.withdrawn or self.notices)


def standings(*, adoptions: Sequence[Adoption]) -> tuple[Standing, ...]:
    """Of each how it stands; four queries for any number."""
    if not adoptions:
        return ()
    consortium = own_consortium()
    ids = [one.item_id for one in adoptions]
    with in_public():
        items = SharedItem.objects.without_index().in_bulk(ids)
        by_item: dict[UUID, list[Edition]] = defaultdict(list)
        rows = Edition.objects.filter(item__in=ids).select_related("withdrawal")
        for edition in rows.defer("content", "blanks", "cautions", "purpose", "change_note"):
            by_item[edition.item_id].append(edition)
        laws = {str(law["title"]) for editions in by_item.values() for one in editions for law in one.laws}
        notices = list(LawNotice.objects.filter(consortium_id=consortium, law__in=laws)) if laws else []
    return tuple(_standing(one, items.get(one.item_id), by_item[one.item_id], notices) for one in adoptions)


def live_standings() -> tuple[Standing, ...]:
    """All that the town uses, what waits first. Five queries."""
    found = standings(adoptions=list(Adoption.objects.live().defer("base")))
    return tuple(sorted(found, key=lambda one: not one.waits))


def standings_of(*, item_ids: Collection[UUID]) -> dict[UUID, Standing]:
    """By item how the town's copies of these stand. Five queries, one when it has none of them."""
    rows = list(Adoption.objects.live().filter(item_id__in=item_ids).defer("base"))
    return {one.adoption.item_id: one for one in standings(adoptions=rows)}


def standing_of_copy(*, kind: str, local_id: int) -> Standing | None:
    """Of the thing that a local copy came from; None for one that is the town's own. Five queries."""
    row = Adoption.objects.live().filter(kind=kind, local_ids__contains=[local_id]).defer("base").first()
    return standings(adoptions=[row])[0] if row else None


def see_notices(*, adoption: Adoption, ids: Sequence[int]) -> None:
    """Somebody dealt with these notices."""
    adoption.notices_seen = sorted({*adoption.notices_seen, *ids})
    adoption.save(update_fields=["notices_seen"])


def set_policy(*, adoption: Adoption, policy: str, by: Actor, now: datetime) -> None:
    """Ask, or take a newer edition by itself while the town has not changed its copy."""
    adoption.policy = Adoption.Policy(policy)
    adoption.save(update_fields=["policy"])
    subject = Subject("template_library.adoption", str(adoption.pk), adoption.title)
    detail = {"policy": str(adoption.get_policy_display())}
    record(action=ADOPTION_POLICY_SET, actor=by, subject=subject, detail=detail, at=now)


def _standing(
    adoption: Adoption, item: SharedItem | None, editions: Sequence[Edition], notices: Sequence[LawNotice]
) -> Standing:
    own = next((one for one in editions if one.pk == adoption.edition_id), None)
    gone = item is None or item.withdrawn_at is not None
    withdrawal = getattr(own, "withdrawal", None)
    reason = (item.withdraw_reason if item else "") if gone else str(getattr(withdrawal, "reason", ""))
    newer = [] if gone else [one for one in editions if _number(one) > _number(own) and not hasattr(one, "withdrawal")]
    told = tuple(one for one in notices if one.pk not in adoption.notices_seen and own and _rests_on(own, one))
    return Standing(adoption, item, len(newer), newer[0] if newer else None, gone or bool(withdrawal), reason, told)


def _number(edition: Edition | None) -> tuple[int, int, int]:
    return (edition.major, edition.minor, edition.patch) if edition else (0, 0, 0)


def _rests_on(edition: Edition, notice: LawNotice) -> bool:
    """Same law, same article where the notice names one, and a text that knows the law as it was before."""
    return any(
        law["title"] == notice.law
        and (not notice.article or law.get("article", "") in ("", notice.article))
        and str(law.get("as_of", "")) < notice.in_force_on.isoformat()
        for law in edition.laws
    )
