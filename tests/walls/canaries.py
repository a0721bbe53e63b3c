"""Texts that sing when they are found: one for each reason not to be found, all about the same question.

`answers`: who may be answered from it. `pages`: whom the pages may show it (a citation that was given keeps opening the
former version, and says that there is a newer one). A new reason is a line in CANARIES.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from knowledge.models import Document, FaqEntry, Passage, Version
from tenants.models import Section
from tests.builders import knowledge as build

QUESTION = "合併浄化槽の補助金はいくらですか。"
SONG = "合併浄化槽の補助金は5人槽で352,000円です。{}が鳴きます。"
_SEWER = ("下水道の使用料はいつ払いますか。", "2か月に1回です。")
EVERYBODY = frozenset({"resident", "member", "stranger", "admin"})
STAFF = EVERYBODY - {"resident"}
OWN = frozenset({"member", "admin"})  # of the section that owns the documents, and whoever looks after the whole town
NOBODY: frozenset[str] = frozenset()
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Canary:
    """A document that holds the song; `spoil` does to it what must keep it from being found."""

    song: str
    answers: frozenset[str]
    pages: frozenset[str]
    fields: dict[str, Any] = field(default_factory=dict)
    spoil: Callable[[Document], object] | None = None
    silent: tuple[str, str] | None = None  # question and text that stand instead of the song


def _today() -> date:
    return timezone.localdate()


def _retire(document: Document) -> None:
    FaqEntry.objects.filter(document=document).update(retired_at=timezone.now())


def _end_entry(document: Document) -> None:
    Passage.objects.filter(document=document).update(valid_until=_today() - DAY)
    FaqEntry.objects.filter(document=document).update(valid_until=_today() - DAY)


def _supersede(document: Document) -> None:
    newer = Version.objects.create(
        document=document, number=2, file="", sha256="2", size=1, content_type="text/markdown"
    )
    Passage.objects.filter(document=document).update(current=False)
    Document.objects.filter(pk=document.pk).update(current_version=newer)


def _stage(document: Document) -> None:
    Passage.objects.filter(document=document).update(current=False, staged=True)


def _propose(document: Document) -> None:
    """The proposal alone sings: what is in service says nothing of the kind."""
    waiting = {
        "question": QUESTION,
        "answer": SONG.format("きつつき"),
        "variants": [],
        "category": "",
        "valid_until": None,
    }
    FaqEntry.objects.filter(document=document).update(proposed=waiting, proposed_at=timezone.now())


def canaries() -> dict[str, Canary]:
    """All of them by the reason."""
    past, later = _today() - DAY, _today() + DAY
    return {
        "found by all": Canary("ひばり", EVERYBODY, EVERYBODY),
        "expired": Canary("めじろ", NOBODY, STAFF, {"valid_until": past}),
        "not yet valid": Canary("うぐいす", NOBODY, STAFF, {"valid_from": later}),
        "not approved": Canary("つばめ", NOBODY, frozenset({"admin"}), {"approved": False}),
        "withdrawn": Canary("かわせみ", NOBODY, STAFF, {"withdrawn_at": timezone.now()}),
        "for staff": Canary("せきれい", STAFF, STAFF, {"audience": "staff"}),
        "for its section": Canary("ほおじろ", OWN, OWN, {"audience": "section"}),
        "for its section, not approved": Canary(
            "みそさざい", NOBODY, frozenset({"admin"}), {"audience": "section", "approved": False}
        ),
        "entry retired": Canary("ひよどり", NOBODY, STAFF, {"kind": "faq"}, _retire),
        "entry ended": Canary("むくどり", NOBODY, STAFF, {"kind": "faq"}, _end_entry),
        "entry proposed": Canary("きつつき", NOBODY, STAFF, {"kind": "faq"}, _propose, silent=_SEWER),
        "former version": Canary("かっこう", NOBODY, EVERYBODY, {}, _supersede),
        "version not in service yet": Canary("ほととぎす", NOBODY, NOBODY, {}, _stage),
    }


def let_them_sit(*, section: Section) -> dict[str, int]:
    """Build every canary in the entered town, owned by `section`; the id of each one's passage by its song."""
    perches = {}
    for reason, canary in canaries().items():
        document = build.document(title=f"浄化槽の案内（{reason}）", section=section, **canary.fields)
        row = canary.silent or (f"{QUESTION}{len(perches)}", SONG.format(canary.song))
        fill = build.faq if canary.fields.get("kind") == "faq" else build.passages
        key = "rows" if canary.fields.get("kind") == "faq" else "texts"
        perches[canary.song] = fill(of=document, **{key: [row]})[0]
        if canary.spoil:
            canary.spoil(document)
    return perches
