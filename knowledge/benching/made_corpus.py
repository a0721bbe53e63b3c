"""A large town for benches: passages put together from sentences of real ones, indexed past the parsers."""

import csv
import hashlib
import io
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from knowledge.indexing.embed_passages import embed_into, space_in, without_vector
from knowledge.indexing.embedder import SpaceFacts
from knowledge.indexing.make_space import make_word_space
from knowledge.indexing.passage_words import PassageWords
from knowledge.indexing.reembed import put_into_service
from knowledge.indexing.space_index import create_index, drop_index
from knowledge.indexing.town_lock import lock_index
from knowledge.indexing.vocabulary import count_in
from knowledge.indexing.write_weights import write_weights
from knowledge.models import CorpusStatistics, Document, EmbeddingSpace, Passage, Source, Version
from knowledge.retrieving.tokenise import terms
from knowledge.retrieving.weigh import Averages
from tenants.public import WrittenSection, settle, town_sections

SECTIONS: Final = 20  # a filter by one of them leaves 5 %
_PASSAGES_A_DOCUMENT: Final = 100
_DEMO: Final = "platform/yuimachi/demo/towns"
_BATCH: Final = 500
_LONGEST_SENTENCE: Final = 300
_SENTENCES: Final = (2, 6)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its words."""

    text: str
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Pool:
    """Titles and sentences of real documents, cut once, and questions."""

    titles: Sequence[Sentence]
    sentences: Sequence[Sentence]
    questions: Sequence[str]


def read_pool(*, data: Path | None) -> Pool:
    """All corpora and questions below `data`, or those of the demo towns. Raises FileNotFoundError without any."""
    entries, questions = _of_sets(data) if data else _of_demo()
    if not entries or not questions:
        raise FileNotFoundError(2, "no corpus", str((data or Path()) / "corpus.jsonl"))
    titles, sentences = dict[str, None](), dict[str, None]()
    for title, text in entries:
        titles[title or text.split("\n", 1)[0][:60]] = None
        parts = (part.strip() for part in text.replace("。", "。\n").split("\n"))
        sentences |= {part: None for part in parts if 0 < len(part) <= _LONGEST_SENTENCE}
    cut = [Sentence(text, terms(text=text)) for text in sentences]
    return Pool([Sentence(text, terms(text=text)) for text in titles if text], cut, questions)


def _of_sets(data: Path) -> tuple[list[tuple[str, str]], list[str]]:
    corpora, asked = sorted(data.glob("**/corpus.jsonl")), sorted(data.glob("**/queries.jsonl"))
    entries = [(str(row.get("title") or "").strip(), str(row["text"])) for row in _rows(corpora)]
    return entries, [str(row["text"]) for row in _rows(asked)]


def _of_demo() -> tuple[list[tuple[str, str]], list[str]]:
    rows: list[dict[str, str]] = []
    for sheet in sorted((Path(settings.ROOT) / _DEMO).glob("*/faq.csv")):
        rows += csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig")))
    return [(row["質問"], row["回答"]) for row in rows], [row["質問"] for row in rows[::3]]


def fill_town(*, pool: Pool, passages: int) -> list[int]:
    """Fill the entered, empty town; ids of its sections. The HNSW index is built after the vectors, in one go."""
    chance = random.Random(passages)  # noqa: S311  the same town each time
    sections = _sections()
    for start in range(0, passages, _PASSAGES_A_DOCUMENT):
        size = min(_PASSAGES_A_DOCUMENT, passages - start)
        _document(pool, chance, sections[start // _PASSAGES_A_DOCUMENT % SECTIONS], start, size)
    _embed()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return sections


def _sections() -> list[int]:
    written = [WrittenSection(f"bench{n}", f"第{n + 1}課", "", "", "", "", "", ()) for n in range(SECTIONS)]
    settle(profile={}, sections=written, people=[], password="", open_chat=True, now=timezone.now())
    return [each.id for each in town_sections() if each.key.startswith("bench")]


def _document(pool: Pool, chance: random.Random, section_id: int, start: int, size: int) -> None:
    source, _made = Source.objects.get_or_create(kind=Source.Kind.TYPED, name="bench")
    year = f"令和{chance.randint(1, 8)}年度 " if chance.random() < 0.3 else ""  # noqa: PLR2004  about a third names one
    document = Document.objects.create(
        source=source,
        title=f"{year}{chance.choice(pool.titles).text}"[:300],
        kind=chance.choice([Document.Kind.PROSE, Document.Kind.PROSE, Document.Kind.TABLE, Document.Kind.ORDINANCE]),
        section_id=section_id,
        audience="residents" if chance.random() < 0.8 else "staff",  # noqa: PLR2004  as towns do
        file_name=f"bench-{start}.md",
        approved_at=timezone.now(),
    )
    version = Version.objects.create(document=document, number=1, sha256=f"{start:064x}", size=1, content_type="text")
    made = [_passage(pool, chance, document, version, position) for position in range(size)]
    rows = Passage.objects.bulk_create(row for row, _, _ in made)
    words = [PassageWords(row.pk, title, body) for row, (_, title, body) in zip(rows, made, strict=True)]
    with transaction.atomic():
        lock_index()
        write_weights(passages=words, averages=_averages(words))
        count_in(passages=words)
    document.current_version = version
    document.save(update_fields=["current_version"])


def _passage(
    pool: Pool, chance: random.Random, document: Document, version: Version, position: int
) -> tuple[Passage, list[str], list[str]]:
    title = chance.choice(pool.titles)
    said = chance.sample(pool.sentences, chance.randint(*_SENTENCES))
    text = "".join(each.text for each in said)
    row = Passage(
        document=document,
        version=version,
        position=position,
        kind="paragraph",
        heading=title.text,
        text=text,
        digest=hashlib.sha256(f"{position}{title.text}{text}".encode()).hexdigest(),
    )
    return row, list(title.words), [word for each in said for word in each.words]


def _averages(words: Sequence[PassageWords]) -> Averages:
    row = CorpusStatistics.objects.get(pk=1)
    if not row.weighed_length:
        row.weighed_length = sum(len(each.title) + len(each.body) for each in words) / len(words)
        row.weighed_title_length = max(sum(len(each.title) for each in words) / len(words), 1.0)
        row.save(update_fields=["weighed_length", "weighed_title_length"])
    return Averages(whole=row.weighed_length, title=row.weighed_title_length)


def _embed() -> None:
    make_word_space()
    space = space_in(state=EmbeddingSpace.State.BUILDING)
    if space is None:
        raise RuntimeError("another space is being made in a town of this bench's own")
    _fill_without_index(space)
    put_into_service(space_id=space.id)
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
    create_index(space_id=space.id, dimensions=space.dimensions)


def _fill_without_index(space: SpaceFacts) -> None:
    drop_index(space_id=space.id)
    while ids := list(without_vector(space_id=space.id).order_by("id").values_list("id", flat=True)[:_BATCH]):
        embed_into(space=space, passages=Passage.objects.filter(pk__in=ids))


def _rows(files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for path in files:
        with path.open(encoding="utf-8") as file:
            yield from (json.loads(line) for line in file if line.strip())
