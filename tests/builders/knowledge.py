"""Builds documents with indexed passages, past the parsers."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from knowledge.indexing.index_passages import index_passages
from knowledge.models import Document, FaqEntry, Passage, Source, Version

APPROVED_AT = datetime(2026, 4, 1, tzinfo=UTC)


def document(*, title: str = "くらしの手引き", approved: bool = True, **fields: Any) -> Document:
    """A document with one version, findable by residents unless `fields` say otherwise."""
    source, _made = Source.objects.get_or_create(kind=Source.Kind.TYPED, name="試験")
    values = {"audience": "residents", "grade": 1, "file_name": f"{title}.md", **fields}
    made = Document.objects.create(source=source, title=title, approved_at=APPROVED_AT if approved else None, **values)
    version = Version.objects.create(
        document=made, number=1, file="none", sha256=_digest(title, ""), size=1, content_type="text/markdown"
    )
    made.current_version = version
    made.save()
    return made


def passages(*, of: Document, texts: Sequence[tuple[str, str]], index: bool = True, **fields: Any) -> list[int]:
    """Passages (heading, text) in the current version of a document; their ids."""
    start = Passage.objects.filter(version=of.current_version).count()
    made = Passage.objects.bulk_create(
        Passage(
            document=of,
            version=of.current_version,
            position=start + position,
            kind="paragraph",
            heading=heading,
            text=text,
            digest=_digest(heading, text),
            **fields,
        )
        for position, (heading, text) in enumerate(texts)
    )
    ids = [each.pk for each in made]
    if index:
        index_passages(passage_ids=ids)
    return ids


def faq(*, of: Document, rows: Sequence[tuple[str, str]], variants: Sequence[Sequence[str]] = ()) -> list[int]:
    """FAQ entries (question, answer) with a passage each, indexed; the passages' ids."""
    wordings = [list(each) for each in variants] or [[] for _ in rows]
    entries = FaqEntry.objects.bulk_create(
        FaqEntry(document=of, question=question, answer=answer, variants=others)
        for (question, answer), others in zip(rows, wordings, strict=True)
    )
    start = Passage.objects.filter(version=of.current_version).count()
    made = Passage.objects.bulk_create(
        Passage(
            document=of,
            version=of.current_version,
            faq_entry=entry,
            position=start + position,
            kind="faq",
            heading=entry.question,
            text=entry.answer,
            digest=_digest(entry.question, entry.answer),
        )
        for position, entry in enumerate(entries)
    )
    ids = [each.pk for each in made]
    index_passages(passage_ids=ids)
    return ids


def _digest(heading: str, text: str) -> str:
    return hashlib.sha256(f"{heading}\n{text}".encode()).hexdigest()
