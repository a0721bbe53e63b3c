"""`bench library`: finding among 20,000 things, a starter pack taken over, local facts found, figures of 1,741 towns.

All of it is written in one transaction and rolled back: editions are frozen and could not be deleted.
"""

import random
import time
from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from assistants.public import PROMPT_TASKS, starter_contents, starter_faq
from audit_log.public import SYSTEM
from knowledge.public import index_words
from templates.adopting.count_words import count_words
from templates.adopting.install import Wanted, install
from templates.benching.library_search import search_figures
from templates.benching.local_facts import measure, written_texts
from templates.models import AdoptionFigure, Edition, SharedItem
from templates.population import PopulationClass
from templates.proving.publish_figures import publish_figures
from templates.reach import own_consortium
from tenants.public import in_public, scratch_town

ITEMS: Final = 20_000
TOWNS: Final = 1_741
PACK_PROMPTS: Final = 40
PACK_FAQ: Final = 150
ADOPTED_BY_EACH: Final = 40
_AT_ONCE: Final = 1_000


def run() -> dict[str, Any]:
    """Milliseconds of the 95th percentile of a search with its facets, seconds of the rest, recall of local facts."""
    with scratch_town(now=timezone.now()), transaction.atomic():
        began = time.monotonic()
        editions = _generated(random.Random(5))  # noqa: S311  the same every time
        generated = time.monotonic() - began
        search = search_figures()
        adopted = _adopted(editions)
        figures, shown = _figures(editions, random.Random(9))  # noqa: S311  figures of a bench
        transaction.set_rollback(True)
    return {
        "items": len(editions),
        "generated_seconds": round(generated, 1),
        **search,
        "adopt_seconds": round(adopted, 2),
        "adopted": PACK_PROMPTS + PACK_FAQ,
        **_local_facts(),
        "proof_seconds": round(figures, 2),
        "proof_rows": TOWNS * ADOPTED_BY_EACH,
        "items_with_figures": shown,
    }


def _local_facts() -> dict[str, Any]:
    own, clean = measure(written_texts()), measure(written_texts("local_facts_clean"))
    strangers = measure((*written_texts("local_facts_blind"), *written_texts("local_facts_blind_towns")))
    return {
        "delocalise_recall": round(own.recall, 4),
        "delocalise_precision": round(own.precision, 4),
        "local_facts": own.marked,
        "delocalise_blind_recall": round(strangers.recall, 4),
        "delocalise_false_alarms": round(clean.false_alarms, 4),
        "clean_sentences": clean.texts,
    }


def _generated(dice: random.Random) -> list[Edition]:
    """Items with one edition each, made of the starter library's texts, in the consortium of the scratch town."""
    consortium = own_consortium()
    editions: list[Edition] = []
    with in_public():
        for first in range(0, ITEMS, _AT_ONCE):
            made = [_made(number, consortium, dice) for number in range(first, first + _AT_ONCE)]
            SharedItem.objects.bulk_create(item for item, _edition in made)
            Edition.objects.bulk_create(edition for _item, edition in made)
            for item, edition in made:
                item.latest = edition
            SharedItem.objects.bulk_update((item for item, _edition in made), ["latest"])
            _index(made)
            editions += [edition for _item, edition in made]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE template_library_shareditem")
        count_words()
    return editions


def _made(number: int, consortium: int, dice: random.Random) -> tuple[SharedItem, Edition]:
    prompts, patterns, now = starter_contents(), starter_faq(), timezone.now()
    if number % 5 == 0:  # one prompt to four FAQ sets, as towns write them
        body, kind = dict(prompts[number // 5 % len(prompts)]), "prompt"
        title, task = f"{body['title']}（{number}）"[:80], body["task"]
        body |= {"title": title}
    else:
        chosen = dice.sample(patterns, 1)
        body, kind = {"patterns": [{**one, "key": f"b{number}-{at}"} for at, one in enumerate(chosen)]}, "faq"
        title, task = f"{chosen[0]['question']}（{number}）"[:80], dice.choice(list(PROMPT_TASKS))
    head = {"title": title, "purpose": f"{title}に使う", "task": task}
    item = SharedItem(
        id=uuid4(),
        kind=kind,
        **head,
        consortium_id=consortium,
        town_id=dice.randrange(1, TOWNS),
        town_code="990000",
        town_name="計測町",
        prefecture="試験県",
        population_class=dice.choice(PopulationClass.values),
        released_at=now,
    )
    numbers = {"major": 1, "minor": 0, "patch": 0, "released_at": now, "released_by": "計測", "licence": "CC BY 4.0"}
    blanks = body.get("blanks", [])
    digest = uuid4().hex * 2
    return item, Edition(item=item, **head, **numbers, content=body, blanks=blanks, digest=digest, change_note="計測")


def _index(made: Sequence[tuple[SharedItem, Edition]]) -> None:
    """As `adopting.index_item` does, many at once."""
    rows: list[tuple[list[int], str, str]] = []
    for item, edition in made:
        index = index_words(title=item.title, body=f"{item.purpose} {_texts(edition.content)[:800]}")
        rows.append((list(index.terms), index.literal, str(item.pk)))
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE template_library_shareditem SET terms = %s::int[], lex = %s::sparsevec WHERE id = %s::uuid", rows
        )


def _texts(content: dict[str, Any]) -> str:
    return " ".join(f"{one['question']} {one['answer']}" for one in content.get("patterns", ())) or str(content["body"])


def _adopted(editions: Sequence[Edition]) -> float:
    """Seconds until a pack of prompts and FAQ is taken over."""
    prompts = [one for one in editions if "patterns" not in one.content][:PACK_PROMPTS]
    sets = [one for one in editions if "patterns" in one.content][:PACK_FAQ]
    wanted = [Wanted(one.pk, {str(blank["name"]): "計測" for blank in one.blanks}) for one in (*prompts, *sets)]
    began = time.monotonic()
    install(wanted=wanted, access=None, by=SYSTEM, now=timezone.now())
    return time.monotonic() - began


def _figures(editions: Sequence[Edition], dice: random.Random) -> tuple[float, int]:
    """Seconds until the figures of all towns are shown, and of how many items."""
    today = timezone.localdate()
    with in_public():
        for first in range(0, TOWNS, 100):
            AdoptionFigure.objects.bulk_create(
                _figure(edition, town, today, dice)
                for town in range(first, min(first + 100, TOWNS))
                for edition in dice.sample(editions, ADOPTED_BY_EACH)
            )
    began = time.monotonic()
    published = publish_figures(today=today)
    return time.monotonic() - began, published.shown


def _figure(edition: Edition, town: int, today: date, dice: random.Random) -> AdoptionFigure:
    asked = dice.randrange(50)
    return AdoptionFigure(
        edition=edition,
        town_id=1_000_000 + town,
        uses=asked,
        asked=asked,
        resolved=dice.randrange(asked + 1),
        minutes_saved=dice.choice([None, 5, 10, 20, 30]),
        counted_on=today,
    )
