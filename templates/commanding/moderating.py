"""Steps of the moderator: the queue, deciding, withdrawing, telling of a law; in the public schema."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.public import Line
from audit_log.public import SYSTEM
from templates.adopting.law_notices import laws_of_all, write_law_notice
from templates.commanding.printing import cleaned, printed
from templates.console.forms_moderation import ReturnForm, WithdrawForm
from templates.console.moderation_page import item_list
from templates.desk.forms_adopting import LawNoticeForm
from templates.models import SharedItem, Submission
from templates.sharing.release import ReleaseRefused
from templates.sharing.review import NotWaiting, approve, give_back, reviewed, submissions_in
from templates.sharing.withdraw import WithdrawnAlready, withdraw_edition, withdraw_item

_MOST = 500


def submissions(options: dict[str, Any]) -> Iterator[str]:
    """A line each: id, when, town, kind, title, version, how many words were kept."""
    fields = ("pk", "submitted_at", "town_name", "kind", "title", "version", "state", "kept")
    rows = []
    for row in submissions_in(state=options["state"]).values(*fields)[:_MOST]:
        submitted = timezone.localtime(row.pop("submitted_at")).isoformat(timespec="minutes")
        rows.append({"id": row.pop("pk"), "submitted_at": submitted, **row, "kept": len(row["kept"])})
    return printed(rows=rows, as_json=options["json"])


def submission(options: dict[str, Any]) -> Iterator[str]:
    """Its head, the words that stay with their reasons, and every text that differs from the last edition."""
    seen = reviewed(row=_submission(options["submission"]))
    row = seen.row
    head = {"id": row.pk, "town": row.town_name, "title": row.title, "version": row.version, "state": row.state}
    head |= {"note": row.change_note, "comment": row.comment, "least": str(seen.numbers.least.version)}
    changed = [one for one in seen.differences if one.changed or seen.last is None]
    if options["json"]:
        texts = [{"place": one.label, "lines": [_line(line) for line in one.lines]} for one in changed]
        whole = {**head, "why": seen.numbers.why, "kept": list(seen.kept), "changed": texts, "content": row.content}
        yield from printed(rows=[whole], as_json=True)
        return
    yield from printed(rows=[head], as_json=False)
    for one in seen.kept:
        yield f"  {one['text']}  {one['place']}  {one['reason']}"
    for text in changed:
        yield f"== {text.label}"
        yield from (_line(line) for line in text.lines)


def release(options: dict[str, Any]) -> Iterator[str]:
    """Freeze it as an edition; its item's id."""
    row = _submission(options["submission"])
    try:
        made = approve(submission=row, actor=SYSTEM, now=timezone.now())
    except NotWaiting as decided:
        raise CommandError(_decided(decided)) from decided
    except ReleaseRefused as refused:
        raise CommandError(str(refused)) from refused
    yield _("「%(edition)s」を公開しました。") % {"edition": str(made)} + f"  {made.item_id}"


def give_it_back(options: dict[str, Any]) -> Iterator[str]:
    """To its town, with a comment."""
    row = _submission(options["submission"])
    comment = cleaned(form=ReturnForm({"comment": options["comment"]}))["comment"]
    try:
        give_back(submission=row, comment=comment, actor=SYSTEM, now=timezone.now())
    except NotWaiting as decided:
        raise CommandError(_decided(decided)) from decided
    yield _("町に差し戻しました。")


def items(options: dict[str, Any]) -> Iterator[str]:
    """A line each, also what was withdrawn: id, kind, version, title, town, reason of a withdrawal."""
    rows = [
        {
            "id": item.pk,
            "kind": item.kind,
            "version": item.latest.version if item.latest else "",
            "title": item.title,
            "town": item.town_name,
            "withdrawn": item.withdraw_reason if item.withdrawn_at else "",
        }
        for item in item_list(words=" ".join(options["words"]))[:_MOST]
    ]
    return printed(rows=rows, as_json=options["json"])


def withdraw(options: dict[str, Any]) -> Iterator[str]:
    """All of an item, or one edition of it; adopters read the reason."""
    item = SharedItem.objects.without_index().filter(pk=options["item"]).first()
    if item is None:
        raise CommandError(_("そのひな形はありません。manage.py library items でIDを確かめてください。"))
    reason = cleaned(form=WithdrawForm({"reason": options["reason"]}))["reason"]
    number, words = options["edition"], {"reason": reason, "actor": SYSTEM, "now": timezone.now()}
    try:
        if number:
            edition = next((one for one in item.editions.with_item() if one.version == number), None)
            if edition is None:
                raise CommandError(
                    _("「%(title)s」に版 %(version)s はありません。") % {"title": item, "version": number}
                )
            withdraw_edition(edition=edition, **words)
        else:
            withdraw_item(item=item, **words)
    except WithdrawnAlready as gone:
        raise CommandError(_("すでに取り下げられています。")) from gone
    yield _("取り下げました。導入した町の画面に理由が出ます。")


def law_notice(options: dict[str, Any]) -> Iterator[str]:
    """Tell the towns of each consortium that shares things with that basis; without a law which may be named."""
    by_law = laws_of_all()
    if not options["law"]:
        yield from sorted(by_law)
        return
    names = ("law", "article", "text", "in_force_on", "link")
    values = cleaned(form=LawNoticeForm({name: options[name] for name in names}, laws=sorted(by_law)))
    now = timezone.now()
    with transaction.atomic():
        for consortium_id in by_law[values["law"]]:
            write_law_notice(values=values, consortium_id=consortium_id, town_id=None, by=SYSTEM, now=now)
    yield _("この法令に基づくひな形を使っている町に知らせました。")


def _submission(submission_id: UUID) -> Submission:
    row = Submission.objects.filter(pk=submission_id).first()
    if row is None:
        raise CommandError(_("その申請はありません。manage.py library submissions でIDを確かめてください。"))
    return row


def _line(line: Line) -> str:
    """A paragraph; what went stands in [-…-], what came in {+…+}."""
    marks = {"removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks.get(piece.kind, "{}").format(piece.text) for piece in line.pieces)


def _decided(state: NotWaiting) -> str:
    return _("この申請は、すでに決まったか取り下げられています（%(state)s）。") % {"state": state}
