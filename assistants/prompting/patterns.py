"""FAQ patterns: blanks filled once for the town, then one by one made a FAQ proposal that the section approves."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from assistants.audit_actions import FAQ_PATTERN_DECIDED, PROMPT_BLANKS_WRITTEN
from assistants.models import BlankValue, FaqPattern
from assistants.prompting.assemble import fill, names_in
from assistants.prompting.content import Blank, Field
from assistants.prompting.fields import NotAValue, value_of
from audit_log.public import Actor, Subject, record
from knowledge.public import FaqWording, new_faq_entry, propose_faq, search_spelling

_PHONE: Final = re.compile(r"[0-9#*-]{3,15}(（[^（）]{1,20}）)?")
_EMAIL: Final = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[A-Za-z]{2,}")
_MOST: Final = 300


class PatternChanged(RuntimeError):
    """Somebody else decided about the pattern meanwhile."""


class BlanksMissing(ValueError):
    """A text still has empty blanks; `names` are theirs. Residents must never read one."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__("、".join(names))
        self.names = names


@dataclass(frozen=True, slots=True)
class Filled:
    """A pattern as the town would publish it; `missing` are blanks without a value."""

    question: str
    answer: str
    missing: tuple[str, ...]


def patterns_for(*, topic: str = "", state: str = "", words: str = "", prefix: str = "") -> QuerySet[FaqPattern]:
    """Patterns in their order. `prefix`: of one set of the shared library, how its keys begin."""
    rows = FaqPattern.objects.filter(key__startswith=prefix) if prefix else FaqPattern.objects.all()
    if topic:
        rows = rows.filter(topic=topic)
    if state in FaqPattern.State.values:
        rows = rows.filter(state=state)
    for word in words.split()[:6]:
        rows = rows.filter(Q(question__icontains=word) | Q(answer__icontains=word))
    return rows


def topic_counts() -> dict[str, int]:
    """Open patterns by topic; one query."""
    rows = FaqPattern.objects.filter(state=FaqPattern.State.OPEN).order_by("topic").values_list("topic")
    return dict(rows.annotate(Count("pk")))


def filled(*, pattern: FaqPattern, values: Mapping[str, str]) -> Filled:
    """Question and answer with the town's values."""
    names = names_in(text=pattern.question + pattern.answer)
    return Filled(
        fill(text=pattern.question, blanks=values),
        fill(text=pattern.answer, blanks=values),
        tuple(name for name in names if not values.get(name)),
    )


def blank_fault(*, blank: Blank, value: str) -> str:
    """Why the value does not fit the blank's type; empty when it does. An empty value always fits."""
    if not value:
        return ""
    if len(value) > _MOST:
        return _("%(most)d文字までにしてください。") % {"most": _MOST}
    if "{{" in value or "}}" in value:
        return _("差込欄の記号 {{ }} は書けません。")
    return _type_fault(blank, value)


def write_blanks(*, values: Mapping[str, str], actor: Actor, now: datetime) -> int:
    """Keep the town's values, an empty one is forgotten; how many changed. The caller has checked each."""
    old = dict(BlankValue.objects.filter(name__in=values).values_list("name", "value"))
    changed = {name: value for name, value in values.items() if value != old.get(name, "")}
    if not changed:
        return 0
    rows = [BlankValue(name=name, value=value, updated_at=now) for name, value in changed.items() if value]
    with transaction.atomic():
        BlankValue.objects.filter(name__in=[name for name, value in changed.items() if not value]).delete()
        BlankValue.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["name"], update_fields=["value", "updated_at"]
        )
        record(
            action=PROMPT_BLANKS_WRITTEN, actor=actor, subject=None, detail={"names": "、".join(changed)[:300]}, at=now
        )
    return len(changed)


def take_over(
    *, pattern: FaqPattern, question: str, answer: str, section_id: int | None, actor: Actor, now: datetime
) -> int:
    """Make it a FAQ proposal for residents; the entry's id. What was typed counts, not the pattern.

    Raises BlanksMissing for texts with holes, PatternChanged, knowledge's FaqExists.
    """
    holes = (*names_in(text=question + answer), *re.findall(r"〔([^〔〕]{1,40})〕", question + answer))
    if holes:
        raise BlanksMissing(tuple(dict.fromkeys(holes)))
    wording = FaqWording(question, answer, tuple(pattern.variants), pattern.topic)
    with transaction.atomic():
        _decide(pattern, FaqPattern.State.PROPOSED, FaqPattern.State.OPEN, actor, now)
        entry_id = new_faq_entry(wording=wording, section_id=section_id, audience="residents", now=now)
        propose_faq(entry_id=entry_id, wording=wording, by=actor, now=now)
        FaqPattern.objects.filter(pk=pattern.pk).update(entry_id=entry_id)
    return entry_id


def put_aside(*, pattern: FaqPattern, aside: bool, actor: Actor, now: datetime) -> None:
    """Not for this town; or open again. Raises PatternChanged."""
    open_, dismissed = FaqPattern.State.OPEN, FaqPattern.State.DISMISSED
    with transaction.atomic():
        _decide(pattern, dismissed if aside else open_, open_ if aside else dismissed, actor, now)


def _type_fault(blank: Blank, value: str) -> str:
    if blank.type == "phone" and not _PHONE.fullmatch(value):
        return _("電話番号は半角の数字とハイフンで書いてください（例: 0999-90-1001）。")
    if blank.type == "url" and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname):
        return _("https:// で始まるアドレスを書いてください。")
    if blank.type == "email" and not _EMAIL.fullmatch(value):
        return _("メールアドレスの形で書いてください（例: yakuba@town.example）。")
    if blank.type == "date" and not _is_date(value):
        return _("日付として読めません。「令和8年4月1日」か「2026-04-01」のように書いてください。")
    counted = any(letter.isdigit() for letter in search_spelling(text=value)) or "無料" in value
    if blank.type in ("fee", "hours", "number") and not counted:
        return _("数字を入れて書いてください（例: %(example)s）。") % {"example": blank.example or "1,200円"}
    return ""


def _is_date(value: str) -> bool:
    try:
        value_of(field=Field("", "date", required=True), raw=value)
    except NotAValue:
        return False
    return True


def _decide(pattern: FaqPattern, state: str, among: str, actor: Actor, now: datetime) -> None:
    rows = FaqPattern.objects.filter(pk=pattern.pk, state=among)
    if not rows.update(state=state, decided_by=actor.label[:60], decided_at=now):
        raise PatternChanged(pattern.question)
    subject = Subject("assistants.faq_pattern", str(pattern.pk), pattern.question[:80])
    detail = {"state": str(FaqPattern.State(state).label)}
    record(action=FAQ_PATTERN_DECIDED, actor=actor, subject=subject, detail=detail, at=now)
