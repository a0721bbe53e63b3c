"""`manage.py ingest TOWN PATH…`: takes files in from the command line, resumable; tells what was refused and why."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from knowledge.ingesting.receive import Placement, Received, open_batch
from knowledge.ingesting.run_here import Taken, receive_path, run_jobs
from knowledge.ingesting.walk_paths import FoundFile, PathMissing, walk_paths
from knowledge.models import Audience, Ingestion, Source
from tenants.public import TownUnknown, find_town, in_town, town_sections

_HELD = Ingestion.State.HELD


class Command(BaseCommand):
    """Exit code 1 when a file was refused or failed; 0 when all others are in service, held or were there already."""

    help = "Takes files and folders into the knowledge of a town."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """TOWN is a code, the first label of its host, or its name."""
        parser.add_argument("town")
        parser.add_argument("paths", nargs="+", type=Path)
        parser.add_argument("--audience", choices=["residents", "staff"], default="residents")
        parser.add_argument("--section", default="", help="key of the section that owns the documents")
        parser.add_argument("--grade", type=int, choices=range(1, 6), default=1, help="confidentiality (residents: 1)")
        parser.add_argument("--approve", action="store_true", help="approve the documents, so that they are found")
        parser.add_argument(
            "--accept-findings", action="store_true", help="let in what would be held for a person to read"
        )
        parser.add_argument("--threads", type=int, default=2)
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of words")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Receive everything, run what is open, say what was refused and why."""
        try:
            town = find_town(words=options["town"])
            files = list(walk_paths(paths=options["paths"]))
        except (TownUnknown, PathMissing) as unknown:
            raise CommandError(str(unknown)) from unknown
        if options["audience"] == "residents" and options["grade"] != 1:
            raise CommandError("only grade 1 reaches residents")
        with in_town(town):
            taken = _take_in(files, options)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(taken), ensure_ascii=False))
        else:
            self.stdout.write(_in_words(taken))
        if any(each.refused for each in taken):
            sys.exit(1)


def _take_in(files: Sequence[FoundFile], options: dict[str, Any]) -> list[Taken]:
    placement = _placement(options)
    batch = open_batch(label=f"manage.py ingest {options['paths'][0].name}", by_id=None)
    received: list[Received] = []
    ended: list[Taken] = []
    bar = click.progressbar(
        length=2 * len(files), file=sys.stderr, hidden=options["json"] or not sys.stderr.isatty(), label="ingest"
    )
    with bar:
        for file in files:
            result = receive_path(
                path=file.path,
                file_name=file.name,
                batch_id=batch,
                placement=placement,
                release=options["approve"],
                accept_findings=options["accept_findings"],
                now=timezone.now(),
            )
            if isinstance(result, Received):
                received.append(result)
            else:
                ended.append(result)
            bar.update(1)
        run = run_jobs(received=received, threads=max(1, options["threads"]), on_done=lambda _taken: bar.update(1))
    return [*ended, *run]


def _placement(options: dict[str, Any]) -> Placement:
    section_id = None
    if options["section"]:
        sections = {section.key: section.id for section in town_sections()}
        if options["section"] not in sections:
            raise CommandError(f"no section {options['section']!r}; known: {', '.join(sorted(sections)) or 'none'}")
        section_id = sections[options["section"]]
    return Placement(
        audience=Audience(options["audience"]).value,
        section_id=section_id,
        grade=options["grade"],
        source_kind=Source.Kind.COMMAND,
        source_key=options["section"],
    )


def _as_json(taken: Sequence[Taken]) -> dict[str, Any]:
    return {
        "files": len(taken),
        "done": sum(each.state == Ingestion.State.DONE for each in taken),
        "already_there": sum(each.state == "already_there" for each in taken),
        "held": sum(each.state == _HELD for each in taken),
        "refused": sum(each.refused for each in taken),
        "passages": sum(each.passages for each in taken),
        "results": [asdict(each) for each in taken],
    }


def _in_words(taken: Sequence[Taken]) -> str:
    counts = _as_json(taken)
    lines = [
        "{files} files: {done} taken in ({passages} passages), {already_there} already there, {held} held, "
        "{refused} refused".format(**counts)
    ]
    for each in taken:
        if each.refused or each.state == _HELD:
            reason = " ".join(filter(None, (each.reason, each.detail, each.reference)))
            lines.append(f"  {each.state}: {each.file_name}  [{reason}]")
            lines += [f"      {told}" for told in (each.what, each.why, each.next_step) if told]
    return "\n".join(lines)
