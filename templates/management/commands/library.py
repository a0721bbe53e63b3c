"""`manage.py library STEP …`: the moderator's queue, files between installations, and what a town does with it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from audit_log.public import SYSTEM
from templates.commanding.consortium import consortium_of
from templates.commanding.steps import OPERATOR_STEPS, TOWN_STEPS, add_steps
from templates.reach import OutOfReach
from templates.sharing.exchange import MOST_BYTES, ExchangeRefused, export_library, import_library
from templates.sharing.signing import NoSigningKey
from tenants.public import TownUnknown, find_town, in_public, in_town


class Command(BaseCommand):
    """Exit code 1 with a sentence for each fault when something is refused; then nothing of it was done."""

    help = "The shared library: moderation and statistics, signed files, and a town's finding, taking over and sharing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and the file."""
        steps = parser.add_subparsers(dest="library_step", required=True)
        out = steps.add_parser("export", help="the latest editions of this installation's own items")
        out.add_argument("file", type=Path)
        out.add_argument("--item", action="append", type=UUID, help="only this item; may be given again")
        into = steps.add_parser("import", help="a file whose key the operator has registered")
        into.add_argument("file", type=Path)
        into.add_argument("--consortium", type=int, help="its id; needed when there are several")
        add_steps(steps=steps)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it and say what came of it."""
        name = options["library_step"]
        if name == "export":
            self._export(options["file"], options["item"])
        elif name == "import":
            self._import(options["file"], options["consortium"])
        elif name in OPERATOR_STEPS:
            with in_public():
                for line in OPERATOR_STEPS[name].run(options):
                    self.stdout.write(line)
        else:
            self._for_town(name, options)

    def _for_town(self, name: str, options: dict[str, Any]) -> None:
        try:
            town = find_town(words=options["town"])
        except TownUnknown as unknown:
            raise CommandError(str(unknown)) from unknown
        try:
            with in_town(town):
                for line in TOWN_STEPS[name].run(options):
                    self.stdout.write(line)
        except OutOfReach as none:
            raise CommandError(f"{town.name} is shown no item {none}; find one with: library search") from none

    def _export(self, file: Path, items: list[UUID] | None) -> None:
        try:
            data = export_library(item_ids=items, actor=SYSTEM, now=timezone.now())
            file.write_bytes(data)
        except NoSigningKey as missing:
            raise CommandError("no key to sign with: set YUIMACHI_LIBRARY_KEY (docs/operating.md)") from missing
        except OSError as wrong:
            raise CommandError(
                _("%(file)s に書けません（%(why)s）。") % {"file": file, "why": wrong.strerror}
            ) from wrong
        self.stdout.write(f"{file}: {len(data)} bytes")

    def _import(self, file: Path, consortium: int | None) -> None:
        body = consortium_of(asked=consortium)
        try:
            with file.open("rb") as opened, in_public():
                data = opened.read(MOST_BYTES + 1)
                taken = import_library(data=data, consortium_id=body, actor=SYSTEM, now=timezone.now())
        except OSError as missing:
            raise CommandError(f"{file}: {missing.strerror}") from missing
        except ExchangeRefused as refused:
            raise CommandError("\n".join(refused.faults)) from refused
        self.stdout.write(f"{taken.installation}: {len(taken.new)} new, {taken.known} were here")
