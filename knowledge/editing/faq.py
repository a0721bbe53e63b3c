"""Writes single FAQ entries: at once by whoever may approve, else as a proposal that waits."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from audit_log.public import Action, Actor, Subject, record
from knowledge.audit_actions import FAQ_APPROVED, FAQ_PROPOSED, FAQ_RETIRED, FAQ_WRITTEN
from knowledge.gaps.ask_again import ask_again, entry_left
from knowledge.indexing.index_passages import index_passages, unindex_passages
from knowledge.indexing.town_lock import lock_index
from knowledge.ingesting.faq_entries import question_key, revision_of
from knowledge.ingesting.split import digest
from knowledge.ingesting.stage import FAQ_KIND
from knowledge.models import Document, FaqEntry, Passage, Source, Version
from tenants.public import town_sections


class FaqExists(Exception):
    """The document has this question already in another entry."""


class FaqChanged(Exception):
    """Somebody else wrote the same entry at the same moment: look again."""


@dataclass(frozen=True, slots=True)
class FaqWording:
    """What a person wrote. `variants` are other wordings of the question."""

    question: str
    answer: str
    variants: tuple[str, ...] = ()
    category: str = ""
    valid_until: date | None = None

    def plain(self) -> dict[str, Any]:
        """As JSON, for a proposal."""
        until = self.valid_until.isoformat() if self.valid_until else None
        return {**asdict(self), "variants": list(self.variants), "valid_until": until}

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "FaqWording":
        """Inverse of `plain`."""
        until = date.fromisoformat(plain["valid_until"]) if plain["valid_until"] else None
        return cls(plain["question"], plain["answer"], tuple(plain["variants"]), plain["category"], until)


@dataclass(frozen=True, slots=True)
class FaqStanding:
    """How an entry stands: whether it is in service, whether a wording waits for approval."""

    question: str
    in_service: bool
    waits: bool


def new_entry(*, wording: FaqWording, section_id: int | None, audience: str, now: datetime) -> int:
    """An entry that is not in service yet, in the document of typed FAQ of this section and audience.

    Raises FaqExists.
    """
    with transaction.atomic():
        document = _typed_document(section_id, audience, now)
        _refuse_twins(document.pk, wording, entry_id=None)
        entry = FaqEntry.objects.create(
            document=document, question=wording.question, answer=wording.answer, section_id=section_id, retired_at=now
        )
    return entry.pk


def propose(*, entry_id: int, wording: FaqWording, by: Actor, now: datetime) -> None:
    """Keep a wording that waits for approval; what is in service stays."""
    with transaction.atomic():
        entry = FaqEntry.objects.select_for_update().get(pk=entry_id)
        _refuse_twins(entry.document_id, wording, entry_id=entry_id)
        entry.proposed, entry.proposed_by_id, entry.proposed_at = wording.plain(), int(by.id), now
        entry.save()
        record(action=FAQ_PROPOSED, actor=by, subject=_subject(entry_id, wording.question), at=now)


def wordings(*, entry_ids: Iterable[int]) -> dict[int, FaqWording]:
    """What entries say, or are to say once a waiting proposal is approved; retired ones are left out. One query."""
    rows = FaqEntry.objects.filter(pk__in=list(entry_ids)).exclude(retired_at__isnull=False, proposed__isnull=True)
    return {
        row.pk: FaqWording.from_plain(row.proposed)
        if row.proposed
        else FaqWording(row.question, row.answer, tuple(row.variants), row.category, row.valid_until)
        for row in rows
    }


def standings(*, entry_ids: Iterable[int]) -> dict[int, FaqStanding]:
    """How entries stand, by id; those that are gone are missing. One query."""
    rows = FaqEntry.objects.filter(pk__in=list(entry_ids))
    return {row.pk: FaqStanding(row.question, row.retired_at is None, row.proposed is not None) for row in rows}


def write(*, entry_id: int, wording: FaqWording, by: Actor, now: datetime, action: Action = FAQ_WRITTEN) -> None:
    """Put a wording into service; the former one becomes a revision. A model may be asked for the vector, before the
    transaction. Raises FaqExists, FaqChanged, ModelFailed, NotConfigured; then nothing in service has changed."""
    entry = FaqEntry.objects.select_related("document__current_version").get(pk=entry_id)
    _refuse_twins(entry.document_id, wording, entry_id=entry_id)
    staged = _staged(entry, wording)
    if staged:
        index_passages(passage_ids=[staged])
    with transaction.atomic():
        lock_index()  # before any passage, as ingesting.switch
        Document.objects.select_for_update().get(pk=entry.document_id)
        entry = FaqEntry.objects.select_for_update().get(pk=entry_id)
        _take_over(entry, wording, by, now)
        _switch(entry, staged, wording.valid_until)
        record(action=action, actor=by, subject=_subject(entry_id, wording.question), at=now)
    ask_again(entry_id=entry_id, now=now)


def approve_proposal(*, entry_id: int, by: Actor, now: datetime) -> None:
    """Put the proposed wording into service. Raises as `write`, and LookupError when nothing is proposed any more."""
    plain = FaqEntry.objects.values_list("proposed", flat=True).get(pk=entry_id)
    if plain is None:
        raise LookupError(entry_id)
    write(entry_id=entry_id, wording=FaqWording.from_plain(plain), by=by, now=now, action=FAQ_APPROVED)


def retire(*, entry_id: int, by: Actor, now: datetime) -> None:
    """Take an entry out of service; its wordings stay. A proposal that waits is dropped with it."""
    with transaction.atomic():
        lock_index()  # before any passage, as ingesting.switch
        entry = FaqEntry.objects.select_for_update().get(pk=entry_id)
        leaving = list(Passage.objects.filter(faq_entry=entry, current=True).values_list("pk", flat=True))
        Passage.objects.filter(pk__in=leaving).update(current=False)
        entry.retired_at = entry.retired_at or now
        entry.proposed, entry.proposed_by, entry.proposed_at = None, None, None
        entry.save()
        record(action=FAQ_RETIRED, actor=by, subject=_subject(entry_id, entry.question), at=now)
        unindex_passages(passage_ids=leaving)
        entry_left(entry_id=entry_id)


def _typed_document(section_id: int | None, audience: str, now: datetime) -> Document:
    names = {section.id: section.name for section in town_sections()}
    source, _made = Source.objects.get_or_create(kind=Source.Kind.TYPED, name=f"{section_id or '-'}:{audience}")
    defaults = {
        "title": f"FAQ（{names.get(section_id or 0, '全庁')}）",
        "titled_by_hand": True,
        "kind": Document.Kind.FAQ,
        "section_id": section_id,
        "audience": audience,
        "approved_at": now,  # each entry is approved by itself
    }
    document, made = Document.objects.get_or_create(
        source=source, file_name="faq", withdrawn_at=None, defaults=defaults
    )
    if made:
        version = Version.objects.create(document=document, number=1, size=0, content_type="text/plain")
        document.current_version = version
        document.save(update_fields=["current_version"])
    return document


def _refuse_twins(document_id: int, wording: FaqWording, *, entry_id: int | None) -> None:
    active = FaqEntry.objects.filter(document=document_id, retired_at=None).exclude(pk=entry_id or 0)
    key = question_key(question=wording.question)
    if any(question_key(question=known) == key for known in active.values_list("question", flat=True)):
        raise FaqExists(wording.question)


def _staged(entry: FaqEntry, wording: FaqWording) -> int | None:
    """A passage of the new wording, not in service yet; None when the one in service says the same."""
    mark = digest(heading_path=(wording.question,), text=wording.answer, variants=wording.variants)
    if Passage.objects.filter(faq_entry=entry, current=True, digest=mark).exists():
        return None
    FaqEntry.objects.filter(pk=entry.pk).update(variants=list(wording.variants))  # the index reads them there
    version = entry.document.current_version
    with transaction.atomic():
        Document.objects.select_for_update().get(pk=entry.document_id)
        _drop_staged(entry)
        last = Passage.objects.filter(version=version).aggregate(last=Max("position"))["last"]
        passage = Passage(document=entry.document, version=version, faq_entry=entry, kind=FAQ_KIND, digest=mark)
        passage.position = 0 if last is None else last + 1
        passage.heading, passage.text = wording.question, wording.answer
        passage.current, passage.staged = False, True
        passage.save()
    return passage.pk


def _drop_staged(entry: FaqEntry) -> None:
    """What an earlier try left behind, for instance when a model failed."""
    left = list(Passage.objects.filter(faq_entry=entry, staged=True).values_list("pk", flat=True))
    unindex_passages(passage_ids=left)
    Passage.objects.filter(pk__in=left).delete()


def _take_over(entry: FaqEntry, wording: FaqWording, by: Actor, now: datetime) -> None:
    if not entry.retired_at and (entry.question, entry.answer) != (wording.question, wording.answer):
        revision_of(entry=entry, by_id=int(by.id), now=now).save()
    entry.question, entry.answer, entry.variants = wording.question, wording.answer, list(wording.variants)
    entry.category, entry.valid_until, entry.retired_at = wording.category, wording.valid_until, None
    entry.proposed, entry.proposed_by, entry.proposed_at = None, None, None
    entry.save()


def _switch(entry: FaqEntry, staged: int | None, valid_until: date | None) -> None:
    in_service = Passage.objects.filter(faq_entry=entry, current=True)
    if staged:
        leaving = list(in_service.values_list("pk", flat=True))
        Passage.objects.filter(pk__in=leaving).update(current=False)
        if not Passage.objects.filter(pk=staged).update(current=True, staged=False, valid_until=valid_until):
            raise FaqChanged(entry.pk)
        unindex_passages(passage_ids=leaving)
    else:
        in_service.update(valid_until=valid_until)


def _subject(entry_id: int, question: str) -> Subject:
    return Subject(kind="knowledge.faq", id=str(entry_id), label=question)
