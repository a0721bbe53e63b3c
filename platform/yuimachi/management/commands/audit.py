"""`manage.py audit verify [TOWN | --all] [--json]`: is the log whole, and where is it broken first."""

import json
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit_log.public import Verdict, verify
from tenants.public import TownUnknown, all_towns, find_town, in_public, in_town

OPERATOR = "operator"
BROKEN = 1  # exit code; 2 is argparse's and an unknown town's

Place = tuple[str, AbstractContextManager[Any]]


class Command(BaseCommand):
    """Exit code 0: every chain is whole. 1: at least one is broken. 2: the words name no town."""

    help = "Verify the audit log's hash chain, of a town, of the operator (no TOWN), or of all."

    def add_arguments(self, parser: CommandParser) -> None:
        """`verify` is the only verb so far."""
        parser.add_argument("verb", choices=["verify"])
        parser.add_argument("town", nargs="?", default="", help="code, slug or name; without it the operator's log")
        parser.add_argument("--all", action="store_true", help="the operator's log and every town's")
        parser.add_argument("--json", action="store_true", help="one JSON object a log, as a list")
        parser.add_argument("--head", default="", help="a head noted down earlier; it must still be in the chain")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify each place and say so."""
        if options["head"] and options["all"]:
            raise CommandError("--head belongs to one log: name a town, or nothing for the operator's", returncode=2)
        verdicts = {}
        for name, place in _places(words=options["town"], every=options["all"]):
            with place:
                verdicts[name] = verify(noted_head=options["head"])
        if options["json"]:
            self.stdout.write(json.dumps([_as_json(name, each) for name, each in verdicts.items()], ensure_ascii=False))
        else:
            for name, verdict in verdicts.items():
                self.stdout.write(_as_line(name, verdict))
        if not all(verdict.whole for verdict in verdicts.values()):
            raise CommandError("the audit log is broken", returncode=BROKEN)


def _places(*, words: str, every: bool) -> list[Place]:
    if every:
        towns = [(town.code, in_town(town)) for town in all_towns(suspended=True)]
        return [(OPERATOR, in_public()), *towns]
    if not words:
        return [(OPERATOR, in_public())]
    try:
        town = find_town(words=words)
    except TownUnknown as unknown:
        raise CommandError(str(unknown), returncode=2) from unknown
    return [(town.code, in_town(town))]


def _as_json(name: str, verdict: Verdict) -> dict[str, Any]:
    return {"log": name, "whole": verdict.whole, **asdict(verdict)}


def _as_line(name: str, verdict: Verdict) -> str:
    if verdict.whole:
        return f"{name}: whole, {verdict.entries} entries, last {verdict.last_entry}, head {verdict.head}"
    where = f" at entry {verdict.broken_entry}" if verdict.broken_entry else ""
    return f"{name}: BROKEN{where}: {verdict.fault}"
