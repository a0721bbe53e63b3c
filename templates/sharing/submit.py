"""Hands an offering in: a snapshot without local facts crosses into the public schema; or takes it back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit_log.public import Action, Actor, ActorKind, Subject, record
from templates.audit_actions import SUBMISSION_MADE, SUBMISSION_TAKEN_BACK
from templates.bodies import body_faults
from templates.delocalising.local_fact import Unresolved
from templates.envelope import SharedContent, plain_content
from templates.envelope_file import form_faults
from templates.models import Edition, Offering, Submission
from templates.sharing.check import Checked, check, delocalised
from templates.sharing.numbering import Numbers, TooLow, numbers
from templates.sharing.offer import EDITABLE
from tenants.public import current_town, in_public, member


class NotSubmitted(ValueError):
    """Why it was not handed in; `faults` are sentences."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be handed in. `faults`: why it cannot be; then `content` is empty while facts are open."""

    checked: Checked
    content: SharedContent | None
    kept: tuple[dict[str, str], ...]
    numbers: Numbers | None
    faults: tuple[str, ...]
    last: Edition | None

    @property
    def version(self) -> str:
        """The version that the change asks for; empty while facts are open."""
        return str(self.numbers.least.version) if self.numbers else ""

    @property
    def step(self) -> str:
        """And the step that leads to it."""
        return self.numbers.least.step if self.numbers else ""


def preview(*, offering: Offering) -> Preview:
    """What the moderator and other towns would read, or what is in the way."""
    checked = check(offering=offering)
    last = _last(offering)
    try:
        content, kept = delocalised(checked=checked)
    except Unresolved:
        return Preview(checked, None, (), None, _open_faults(checked), last)
    faults = (*_head_faults(offering, content, last), *_open_faults(checked))
    return Preview(checked, content, tuple(kept), numbers(last=last, content=content), faults, last)


def submit(*, offering: Offering, actor: Actor, now: datetime, step: str = "") -> Submission:
    """Hand it in; `step` is which part of the number goes up, as the change asks for when empty.

    Raises NotSubmitted; then nothing has left the town.
    """
    seen = preview(offering=offering)
    if seen.numbers is None or seen.faults:
        raise NotSubmitted(seen.faults)
    try:
        version = str(seen.numbers.chosen(step=step))
    except TooLow as low:
        raise NotSubmitted((str(low),)) from low
    with transaction.atomic():
        made = _cross(offering, seen, version, actor, now)
        rows = Offering.objects.filter(pk=offering.pk, state__in=EDITABLE)
        sender = int(actor.id) if actor.kind == ActorKind.PERSON and actor.id.isdecimal() else None
        values = {"state": Offering.State.SUBMITTED, "submission_id": made.pk, "handed_in_by": sender}
        if not rows.update(**values, changed_at=now, comment=""):
            raise NotSubmitted((_("すでに申請されています。画面を読み直してください。"),))
        _tell_both(made, SUBMISSION_MADE, actor, now)
    return made


def take_back(*, offering: Offering, actor: Actor, now: datetime) -> None:
    """Before the operator decided: the submission is closed, the preparation goes on. Raises NotSubmitted."""
    if offering.submission_id is None:
        raise NotSubmitted((_("まだ申請されていません。"),))
    with transaction.atomic():
        with in_public():
            waiting = Submission.objects.filter(pk=offering.submission_id, state=Submission.State.WAITING)
            values = {"state": Submission.State.TAKEN_BACK, "decided_at": now, "decided_by": actor.label[:60]}
            taken = waiting.update(**values)
        if not taken:
            raise NotSubmitted((_("協議会がすでに決めました。画面を読み直してください。"),))
        Offering.objects.filter(pk=offering.pk).update(state=Offering.State.PREPARING, changed_at=now)
        with in_public():
            made = Submission.objects.get(pk=offering.submission_id)
        _tell_both(made, SUBMISSION_TAKEN_BACK, actor, now)


def subject_of(*, submission: Submission) -> Subject:
    """As the audit log names it."""
    return Subject("template_library.submission", str(submission.pk), f"{submission.title} {submission.version}")


def _cross(offering: Offering, seen: Preview, version: str, actor: Actor, now: datetime) -> Submission:
    content = seen.content
    if content is None:
        raise NotSubmitted(seen.faults)
    town = current_town()
    facts = member(town_id=town.id)
    with in_public():
        return Submission.objects.create(
            item_id=offering.item_id,
            derived_from_id=offering.derived_from_id,
            consortium_id=facts.consortium_id if facts else 0,
            wish_id=offering.wish_id,
            town_id=town.id,
            town_code=town.code,
            town_name=town.name,
            kind=content.kind,
            title=content.title,
            content=plain_content(content=content),
            section=offering.section,
            kept=list(seen.kept),
            blanked=sum(bool(row.decision and row.decision.blank) for row in seen.checked.rows()),
            version=version,
            change_note=offering.change_note,
            digest=content.digest,
            submitted_at=now,
            submitted_by=actor.label[:60],
        )


def _last(offering: Offering) -> Edition | None:
    if offering.item_id is None:
        return None
    with in_public():
        return Edition.objects.filter(item_id=offering.item_id).first()


def _open_faults(checked: Checked) -> tuple[str, ...]:
    faults = []
    if checked.personal:
        words = {"words": "、".join(dict.fromkeys(f"「{fact.text}」" for fact in checked.personal))}
        faults.append(_("個人情報と思われる%(words)sがあります。文章から消してください。") % words)
    left = {fact.key for fact in checked.open if not fact.blocks}
    if left:
        count = {"count": len(left)}
        faults.append(
            _("決めていない町固有の言葉が%(count)d件あります。差込欄にするか、残す理由を書いてください。") % count
        )
    return tuple(faults)


def _head_faults(offering: Offering, content: SharedContent, last: Edition | None) -> tuple[str, ...]:
    if not (
        content.title.strip() and content.purpose.strip() and content.author.strip() and offering.change_note.strip()
    ):
        return (_("題名、目的、作成者、変更の説明を書いてください。"),)
    faults = body_faults(content=content) or form_faults(content=content)
    if offering.item_id and _waits(offering):
        faults += (_("このひな形の申請がもう1つ、確認を待っています。先に取り下げてください。"),)
    if last and last.digest == content.digest:
        words = {"version": last.version}
        faults += (_("公開済みの版 %(version)s と同じ内容です。直してから申請してください。") % words,)
    return faults


def _waits(offering: Offering) -> bool:
    with in_public():
        return Submission.objects.filter(item_id=offering.item_id, state=Submission.State.WAITING).exists()


def _tell_both(made: Submission, action: Action, actor: Actor, now: datetime) -> None:
    """Both logs, the operator's first: whoever approves locks them in the same order. There the town speaks, not one
    of its people."""
    subject = subject_of(submission=made)
    detail = {"digest": made.digest[:12], "kept": len(made.kept), "note": made.change_note[:200]}
    with in_public():
        town = Actor(actor.kind, made.town_code, made.town_name)
        record(action=action, actor=town, subject=subject, detail=detail, at=now)
    record(action=action, actor=actor, subject=subject, detail=detail, at=now)
