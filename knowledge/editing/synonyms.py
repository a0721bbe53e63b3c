"""Adds, removes, imports and switches the synonym groups of a town."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from audit_log.public import Actor, Subject, record
from knowledge.audit_actions import SYNONYMS_ADDED, SYNONYMS_IMPORTED, SYNONYMS_REMOVED, SYNONYMS_SWITCHED
from knowledge.ingesting.parsers.charset import decode
from knowledge.models.synonym import LONGEST_WORD, MOST_WORDS, SynonymGroup
from knowledge.retrieving.synonyms import phrase_of, starter_groups
from web.public import csv_text

MOST_GROUPS: Final = 2_000  # of one town; each is looked at in memory with every question
_BETWEEN: Final = re.compile(r"[、,，\n\r\t／]+")


class NotAGroup(ValueError):
    """These words are no group; the message says why and what to do, in Japanese."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: groups added, groups that were there, and (row, why) of rows that were left out."""

    added: int
    known: int
    left_out: tuple[tuple[int, str], ...]


def words_in(*, text: str) -> tuple[str, ...]:
    """The words of a group as somebody types them, separated by 「、」, commas or lines."""
    return tuple(dict.fromkeys(word for part in _BETWEEN.split(text) if (word := " ".join(part.split()))))


def checked(*, words: Sequence[str]) -> tuple[str, ...]:
    """The words, when they are a group. Raises NotAGroup."""
    if len(words) < 2:  # noqa: PLR2004  a word alone means the same as nothing
        raise NotAGroup(_("同じ意味の語を2つ以上、「、」で区切って入れてください。"))
    if len(words) > MOST_WORDS:
        raise NotAGroup(_("1組は%(most)d語までです。意味の近いものどうしに分けてください。") % {"most": MOST_WORDS})
    for word in words:
        if len(word) > LONGEST_WORD:
            raise NotAGroup(_("「%(word)s…」が長すぎます。40文字までの語にしてください。") % {"word": word[:12]})
        if not phrase_of(word):
            raise NotAGroup(
                _("「%(word)s」には検索できる語がありません。文字か数字の語にしてください。") % {"word": word}
            )
    if len({phrase_of(word) for word in words}) == 1:
        told = _("「%(one)s」と「%(two)s」は、登録しなくても同じ語として検索されます。")
        raise NotAGroup(told % {"one": words[0], "two": words[1]})
    return tuple(words)


def add_group(*, words: Sequence[str], by: Actor, person_id: int | None, now: datetime) -> bool:
    """Add a group of the town's own; False when it is there already. Raises NotAGroup."""
    group = checked(words=words)
    with transaction.atomic():
        _refuse_too_many(1)
        _row, made = SynonymGroup.objects.get_or_create(
            words=list(group), defaults={"active": True, "changed_by_id": person_id}
        )
        if made:
            record(action=SYNONYMS_ADDED, actor=by, subject=_subject(group), at=now)
    return made


def remove_group(*, group_id: int, by: Actor, now: datetime) -> None:
    """Remove a group of the town's own. Raises SynonymGroup.DoesNotExist."""
    with transaction.atomic():
        row = SynonymGroup.objects.select_for_update().get(pk=group_id, active=True)
        record(action=SYNONYMS_REMOVED, actor=by, subject=_subject(row.words), at=now)
        row.delete()


def switch_starter(*, number: int, on: bool, by: Actor, person_id: int | None, now: datetime) -> None:
    """Use or leave the group of that place in the starter list. Raises LookupError when there is none."""
    if not 0 <= number < len(starter_groups()):
        raise LookupError(number)
    words = starter_groups()[number]
    with transaction.atomic():
        if on:
            changed = bool(SynonymGroup.objects.filter(words=list(words), active=False).delete()[0])
        else:
            _row, changed = SynonymGroup.objects.update_or_create(
                words=list(words), defaults={"active": False, "changed_by_id": person_id}
            )
        if changed:
            record(action=SYNONYMS_SWITCHED, actor=by, subject=_subject(words), detail={"on": on}, at=now)


def import_groups(*, content: bytes, by: Actor, person_id: int | None, now: datetime) -> Imported:
    """Add every row of a CSV (UTF-8 or CP932), a group a row; what is wrong is left out and named, the rest stands."""
    rows = list(csv.reader(io.StringIO(decode(content=content).text)))
    there = {tuple(words) for words in SynonymGroup.objects.values_list("words", flat=True)} | set(starter_groups())
    fresh: dict[tuple[str, ...], None] = {}
    known, left_out = 0, []
    for number, row in enumerate(rows, start=1):
        words = words_in(text="、".join(row))
        if not words or (number == 1 and words[0] in _HEADERS):
            continue
        try:
            group = checked(words=words)
        except NotAGroup as wrong:
            left_out.append((number, str(wrong)))
            continue
        known += group in there or group in fresh
        if group not in there:
            fresh[group] = None
    with transaction.atomic():
        _refuse_too_many(len(fresh))
        SynonymGroup.objects.bulk_create(SynonymGroup(words=list(each), changed_by_id=person_id) for each in fresh)
        subject = Subject("knowledge.synonyms", "", _("同義語の表"))
        if fresh:
            record(action=SYNONYMS_IMPORTED, actor=by, subject=subject, detail={"count": len(fresh)}, at=now)
    return Imported(len(fresh), known, tuple(left_out))


def exported() -> str:
    """The town's own groups as CSV, a group a row, with the mark by which Excel knows UTF-8."""
    return csv_text(rows=SynonymGroup.objects.filter(active=True).order_by("id").values_list("words", flat=True))


_HEADERS: Final = frozenset({"同義語", "語", "語1", "言葉"})


def _refuse_too_many(more: int) -> None:
    if SynonymGroup.objects.count() + more > MOST_GROUPS:
        raise NotAGroup(_("同義語は%(most)d組までです。使わない組を削除してください。") % {"most": MOST_GROUPS})


def _subject(words: Sequence[str]) -> Subject:
    return Subject("knowledge.synonyms", "", "、".join(words)[:200])
