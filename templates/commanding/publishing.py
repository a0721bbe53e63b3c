"""Steps of a town that shares: what could be, preparing, deciding on what is local, handing in, taking back."""

from collections.abc import Iterator
from typing import Any, Final

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit_log.public import SYSTEM
from templates.commanding.printing import cleaned, printed
from templates.delocalising.local_fact import Decision
from templates.desk.forms_sharing import BodyForm, DecisionForm, HeadForm
from templates.models import Kind, Offering
from templates.sharing.acting import TOWN_ACCESS
from templates.sharing.check import Checked, check
from templates.sharing.local_things import choices_for, empty_text, gather
from templates.sharing.offer import EDITABLE, begin_offering, decide, decide_as_suggested, write_head
from templates.sharing.own import offering_list
from templates.sharing.submit import NotSubmitted, submit, take_back
from tenants.public import current_town, town_sections

_HEAD: Final = ("title", "purpose", "task", "author", "licence")


def offerings(options: dict[str, Any]) -> Iterator[str]:
    """A line each: number, state, kind, title, the version that stands released, the moderator's comment."""
    rows = [
        {
            "offering": one.row.pk,
            "state": one.row.state,
            "kind": one.row.kind,
            "title": one.row.title,
            "version": one.version,
            "comment": one.row.comment or one.withdrawn,
        }
        for one in offering_list()
    ]
    return printed(rows=rows, as_json=options["json"])


def offer(options: dict[str, Any]) -> Iterator[str]:
    """Begin it with its head; its number. Without a thing: what could be shared."""
    key = options["thing"]
    if not key:
        rows = [
            {"thing": one.key, "kind": one.kind, "title": one.title, "note": one.note}
            for one in choices_for(access=TOWN_ACCESS)
        ]
        yield from printed(rows=rows, as_json=options["json"])
        return
    gathered = empty_text() if key == Kind.TEXT else gather(key=key, access=TOWN_ACCESS)
    if gathered is None:
        town = current_town()
        words = {"thing": key, "town": town.name, "code": town.code}
        raise CommandError(
            _("「%(thing)s」は%(town)sにありません。manage.py library offer %(code)s で確かめてください。") % words
        )
    text, now = _text(options), timezone.now()
    with transaction.atomic():
        made = begin_offering(gathered=gathered, actor=SYSTEM, now=now)
        head = _head(options, made)
        note, section = head.pop("change_note"), head.pop("section")
        if made.kind == Kind.TEXT:
            head["body"] = {"title": head["title"], "body": text}
        write_head(offering=made, head=head, section=section, change_note=note, now=now)
    left = len({fact.key for fact in check(offering=made).open})
    yield _("準備を始めました。番号は%(number)dです。決めていない町固有の言葉が%(left)d件あります。") % {
        "number": made.pk,
        "left": left,
    }


def findings(options: dict[str, Any]) -> Iterator[str]:
    """A line each, the open ones first: words, kind, how often, what was decided."""
    checked = check(offering=_offering(options["offering"]))
    rows = [
        {
            "words": row.fact.text,
            "kind": row.fact.kind.value,
            "count": row.count,
            "state": "personal" if row.fact.blocks else "open" if row.open else "decided",
            "blank": row.decision.blank if row.decision and row.decision.blank else "",
            "suggested": row.fact.blank if row.open else "",
            "reason": row.decision.reason if row.decision else "",
        }
        for row in checked.rows()
    ]
    return printed(rows=rows, as_json=options["json"])


def decide_on(options: dict[str, Any]) -> Iterator[str]:
    """All of what was said or nothing; how many are left."""
    row = _offering(options["offering"], editable=True)
    said = [*(("blank", one) for one in options["blank"]), *(("keep", one) for one in options["keep"])]
    checked, now = check(offering=row), timezone.now()
    decisions: dict[str, Decision] = {}
    for do, words in said:
        decisions |= _decided(checked, do, *words.partition("=")[::2])
    with transaction.atomic():
        decide(offering=row, decisions=decisions, now=now)
        if options["suggested"]:
            decide_as_suggested(offering=row, now=now)
    left = {fact.text for fact in check(offering=row).open}
    told = "、".join(f"「{one}」" for one in sorted(left))
    yield (
        _("決めていない町固有の言葉: %(words)s") % {"words": told} if left else _("すべて決まりました。申請できます。")
    )


def hand_in(options: dict[str, Any]) -> Iterator[str]:
    """The submission's id and version."""
    row = _offering(options["offering"], editable=True)
    try:
        made = submit(offering=row, actor=SYSTEM, now=timezone.now(), step=options["step"])
    except NotSubmitted as refused:
        raise CommandError("\n".join(refused.faults)) from refused
    yield _("版 %(version)s として申請しました。") % {"version": made.version} + f"  {made.pk}"


def take_it_back(options: dict[str, Any]) -> Iterator[str]:
    """The preparation goes on."""
    try:
        take_back(offering=_offering(options["offering"]), actor=SYSTEM, now=timezone.now())
    except NotSubmitted as refused:
        raise CommandError(str(refused)) from refused
    yield _("申請を取り下げました。直して、もう一度申請できます。")


def _offering(pk: int, *, editable: bool = False) -> Offering:
    row, town = Offering.objects.filter(pk=pk).first(), current_town()
    if row is None:
        words = {"town": town.name, "number": pk, "code": town.code}
        raise CommandError(
            _("%(town)sに準備%(number)dはありません。manage.py library offerings %(code)s で番号を確かめてください。")
            % words
        )
    if editable and row.state not in EDITABLE:
        words = {"title": row.title, "state": row.get_state_display()}
        raise CommandError(_("「%(title)s」は%(state)sのため、変えられません。") % words)
    return row


def _text(options: dict[str, Any]) -> str:
    """The Markdown of a new text, as the page's form takes it; empty for everything else."""
    if options["thing"] != Kind.TEXT:
        return ""
    if options["file"] is None:
        raise CommandError(_("文章のファイルを --file で選んでください（Markdown、UTF-8）。"))
    try:
        written = options["file"].read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        words = {"file": options["file"]}
        raise CommandError(_("%(file)s を読めません。UTF-8のファイルを選んでください。") % words) from wrong
    return str(cleaned(form=BodyForm({"body": written}))["body"])


def _decided(checked: Checked, do: str, words: str, said: str) -> dict[str, Decision]:
    """The decision on every finding of these words, by the page's rules."""
    rows = [row for row in checked.rows() if row.fact.text == words and not row.fact.blocks]
    if not rows:
        raise CommandError(
            _("「%(words)s」は見つかった言葉にありません。library findings で確かめてください。") % {"words": words}
        )
    found = {}
    for row in rows:
        form = DecisionForm({"do": do, "blank": said, "reason": said}, row=row)
        cleaned(form=form)
        decision = form.decision()
        if decision is not None:
            found[row.fact.key] = decision
    return found


def _head(options: dict[str, Any], made: Offering) -> dict[str, Any]:
    given = {name: options[name] for name in (*_HEAD, "section") if options[name] is not None}
    data = {name: made.content[name] for name in _HEAD} | {"section": made.section} | given
    data |= {"cautions": "\n".join(made.content["cautions"]), "change_note": options["note"] or _("最初の版")}
    desks = [one.name for one in town_sections()]
    form = HeadForm(data, initial=data, desks=desks, licence_kept=made.derived_from_id is not None)
    got = cleaned(form=form)
    return {**form.plain(), "section": got["section"], "change_note": got["change_note"]}
