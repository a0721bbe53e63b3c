"""The town's glossary: words it writes its own way, written by its admin."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assistants.audit_actions import SPELLING_REMOVED, SPELLING_WRITTEN
from assistants.models import TownSpelling
from assistants.proofreading.town_words import TownWord
from audit_log.public import Actor, Subject, record

MOST_WORDS: Final = 1_000
MOST_AVOIDED: Final = 10
LONGEST_WORD: Final = 60


class SpellingRefused(Exception):
    """A word cannot be kept; the message says why and what to do."""


def town_words() -> tuple[TownWord, ...]:
    """The glossary of the entered town as the check takes it. One query."""
    rows = TownSpelling.objects.values_list("preferred", "avoided", "reason")[:MOST_WORDS]
    return tuple(TownWord(preferred, tuple(avoided), reason) for preferred, avoided, reason in rows)


def write_spelling(
    *,
    spelling_id: int | None,
    word: TownWord,
    actor: Actor,
    now: datetime,
) -> TownSpelling:
    """Add or change a word. Raises SpellingRefused for one that is there, that contradicts itself, or one too many."""
    if word.preferred in word.avoided:
        raise SpellingRefused(_("「書く形」と同じ言葉が「書かない形」にあります。どちらか一方にしてください。"))
    if spelling_id is None and TownSpelling.objects.count() >= MOST_WORDS:
        raise SpellingRefused(_("用語集は%(most)s語までです。使わない言葉を外してください。") % {"most": MOST_WORDS})
    written_by = int(actor.id) if actor.id.isdecimal() else None
    values = {"preferred": word.preferred, "avoided": list(word.avoided), "reason": word.reason}
    row = TownSpelling(pk=spelling_id, **values, written_by_id=written_by, written_at=now)
    try:
        with transaction.atomic():
            row.save()
            detail = {"avoided": row.avoided_words or "–"}
            record(action=SPELLING_WRITTEN, actor=actor, subject=_subject(row), detail=detail, at=now)
    except IntegrityError as there:
        raise SpellingRefused(_("「%(word)s」はすでに用語集にあります。") % {"word": word.preferred}) from there
    return row


def remove_spelling(*, spelling: TownSpelling, actor: Actor, now: datetime) -> None:
    """Take a word out; the log keeps it."""
    with transaction.atomic():
        record(action=SPELLING_REMOVED, actor=actor, subject=_subject(spelling), at=now)
        spelling.delete()


def _subject(row: TownSpelling) -> Subject:
    return Subject("assistants.spelling", str(row.pk or ""), row.preferred)
