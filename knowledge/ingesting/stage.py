"""Writes the passages of a new version beside those in service: only what changed, found by nobody yet."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Max

from knowledge.indexing.index_passages import unindex_passages
from knowledge.ingesting.split import PassageDraft, digest
from knowledge.models import Document, Passage, Version

FAQ_KIND: Final = "faq"
_ROWS_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Wording:
    """A draft as it will stand: heading one step a line, and the digest over all that is searched."""

    draft: PassageDraft
    heading: str
    place: str
    kind: str
    digest: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What the switch will do. `staged` are ids of new passages, `kept` maps ids in service to their new wording."""

    staged: tuple[int, ...]
    kept: Mapping[int, Wording]
    first_position: int
    removed: int

    @property
    def changes(self) -> dict[str, int]:
        """Counts for the version's page."""
        return {"added": len(self.staged), "removed": self.removed, "kept": len(self.kept)}


def wordings(*, drafts: Sequence[PassageDraft], title: str, faq: bool) -> tuple[Wording, ...]:
    """The drafts under their document's title. A FAQ is headed by its question alone and cited without a place, so
    that a row that moved in its sheet is not a change."""
    return tuple(_faq(draft) if faq else _prose(draft, title) for draft in drafts)


def clear_staged(*, version: Version) -> None:
    """Drop what an earlier try of this version left behind."""
    left = list(Passage.objects.filter(version=version, staged=True).values_list("pk", flat=True))
    if left:
        unindex_passages(passage_ids=left)
        Passage.objects.filter(pk__in=left, staged=True).delete()


def compare(*, document: Document, wanted: Sequence[Wording]) -> tuple[dict[int, Wording], list[Wording], int]:
    """(passages in service that say the same, by id; what is new; how many in service are not wanted any more)."""
    in_service: dict[str, list[int]] = defaultdict(list)
    rows = Passage.objects.filter(document=document, current=True).order_by("position").values_list("digest", "pk")
    for mark, pk in reversed(list(rows)):
        in_service[mark].append(pk)
    kept: dict[int, Wording] = {}
    new: list[Wording] = []
    for wording in wanted:
        same = in_service.get(wording.digest)
        if same:
            kept[same.pop()] = wording
        else:
            new.append(wording)
    return kept, new, sum(map(len, in_service.values()))


def stage(*, version: Version, wanted: Sequence[Wording], entry_of: Mapping[int, int] | None = None) -> Plan:
    """Write what is new as staged passages of `version`. `entry_of`: position of a draft → id of its FAQ entry."""
    kept, new, removed = compare(document=version.document, wanted=wanted)
    with transaction.atomic():
        last = Passage.objects.filter(version=version).aggregate(last=Max("position"))["last"]
        first = 0 if last is None else last + 1
        rows = [_row(version, wording, first, entry_of or {}) for wording in new]
        written = Passage.objects.bulk_create(rows, batch_size=_ROWS_AT_ONCE)
    return Plan(tuple(row.pk for row in written), kept, first, removed)


def _row(version: Version, wording: Wording, first: int, entry_of: Mapping[int, int]) -> Passage:
    draft = wording.draft
    return Passage(
        document=version.document,
        version=version,
        faq_entry_id=entry_of.get(draft.position),
        position=first + draft.position,
        kind=wording.kind,
        heading=wording.heading,
        text=draft.text,
        page=draft.page,
        place=wording.place[:200],
        anchor=draft.html_anchor[:200],
        from_ocr=draft.from_ocr,
        layout=draft.layout,
        digest=wording.digest,
        current=False,
        staged=True,
    )


def _faq(draft: PassageDraft) -> Wording:
    question = draft.heading_path[-1]
    mark = digest(heading_path=(question,), text=draft.text, variants=draft.variants)
    return Wording(draft, question, "", FAQ_KIND, mark)


def _prose(draft: PassageDraft, title: str) -> Wording:
    path = draft.heading_path if draft.heading_path[:1] == (title,) else (title, *draft.heading_path)
    mark = digest(heading_path=(*path, draft.place), text=draft.text)
    return Wording(draft, "\n".join(path), draft.place, draft.kind.value if draft.kind else "paragraph", mark)
