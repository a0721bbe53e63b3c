"""`manage.py ask TOWN "question"`: answer a question as the product does, with everything that led to it."""

import asyncio
import json
from typing import Any

from asgiref.sync import sync_to_async
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assistants.answering import answer
from assistants.showing import Shown, shown_of
from assistants.turn import Channel, Turn
from knowledge.public import Asker
from tenants.public import Town, TownUnknown, find_town


class Command(BaseCommand):
    """Asks one question on a town's behalf."""

    help = "Ask a town's assistant: answer, outcome, citations with document, place and quote, timings by stage."

    def add_arguments(self, parser: CommandParser) -> None:
        """Town and question."""
        parser.add_argument("town", help="code, slug or name")
        parser.add_argument("question")
        parser.add_argument("--staff", action="store_true", help="ask as staff (grade 3, all staff documents)")
        parser.add_argument("--language", default="")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask and print."""
        try:
            town = find_town(words=options["town"])
        except TownUnknown as unknown:
            raise CommandError(str(unknown)) from unknown
        turn = _turn(town, options["question"], staff=options["staff"], language=options["language"])
        asyncio.run(_answer_whole(turn))
        shown = shown_of(turn)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(turn, shown), ensure_ascii=False))
        else:
            self._print(turn, shown)

    def _print(self, turn: Turn, shown: Shown) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(f"{shown.outcome.value}  {shown.sentence}"))
        for part in shown.parts:
            marks = "".join(f"[{number}]" for number in part.numbers)
            self.stdout.write(f"{part.text} {marks}")
        for held in turn.withheld:
            self.stdout.write(self.style.WARNING(f"withheld ({held.reason}): {held.text}"))
        for citation in shown.citations:
            place = f" {citation.place}" if citation.place else ""
            self.stdout.write(f"[{citation.number}] {citation.title}{place}\n    {citation.quote}")
        if shown.desk:
            self.stdout.write(f"→ {shown.desk.name} {shown.desk.phone} {shown.desk.hours}")
        for card in shown.hotlines:
            self.stdout.write(f"☎ {card.name} {card.number} {card.hours}")
        self.stdout.write("  ".join(f"{stage} {ms:.1f} ms" for stage, ms in turn.timings.items()))


def _turn(town: Town, question: str, *, staff: bool, language: str) -> Turn:
    asker = Asker("staff", highest_grade=3) if staff else Asker("residents")
    return Turn(
        town=town,
        asker=asker,
        channel=Channel.COMMAND,
        question=question,
        now=timezone.localtime(),
        language=language or "ja",
        language_chosen=bool(language),
    )


async def _answer_whole(turn: Turn) -> None:
    async for _event in answer(turn):
        pass
    await sync_to_async(_close)()


def _close() -> None:
    from django.db import connection  # noqa: PLC0415  the thread's own connection

    connection.close()


def _as_json(turn: Turn, shown: Shown) -> dict[str, Any]:
    return {
        "question": shown.question,
        "outcome": shown.outcome.value,
        "sentence": shown.sentence,
        "answer": "\n".join(part.text for part in shown.parts),
        "citations": [
            {"number": c.number, "document": c.title, "place": c.place, "page": c.page, "quote": c.quote}
            for c in shown.citations
        ],
        "withheld": [{"text": s.text, "reason": s.reason, "detail": s.detail} for s in turn.withheld],
        "desk": {"name": shown.desk.name, "phone": shown.desk.phone} if shown.desk else None,
        "hotlines": [{"name": card.name, "number": card.number} for card in shown.hotlines],
        "timings_ms": turn.timings,
        "notes": {key: value for key, value in turn.notes.items() if key != "client_key"},
    }
