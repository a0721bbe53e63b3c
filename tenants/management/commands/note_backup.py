"""`manage.py note_backup database|files`: the last step of the backup's runbook; the console watches it."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tenants.find_town import TownUnknown, find_town
from tenants.models import BackupNote
from tenants.operating.backups import note_backup, when


class Command(BaseCommand):
    """Notes that a backup was taken, when it has been taken."""

    help = "Note that a backup was taken: note_backup database --file yuimachi-2026-11-29.dump --place 'NAS 2'"

    def add_arguments(self, parser: CommandParser) -> None:
        """What, of whom, how big, where, when."""
        parser.add_argument("what", choices=BackupNote.What.values)
        parser.add_argument("--town", help="code, slug or name, for a backup of one town alone; without it: all towns")
        parser.add_argument("--file", type=Path, help="the backup, where this command can read it: its size")
        parser.add_argument("--bytes", type=int, help="its size, where this command cannot read it")
        parser.add_argument("--place", default="", help="where it was put, for people")
        parser.add_argument("--at", type=datetime.fromisoformat, help="when it was taken: 2026-11-29T02:10; else now")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses a file that is missing or empty: that is no backup."""
        now = timezone.now()
        taken = options["at"] or now
        taken = taken if timezone.is_aware(taken) else timezone.make_aware(taken)
        size = _size(options["file"]) if options["file"] else options["bytes"]
        if size is not None and size <= 0:
            raise CommandError("the backup is empty: nothing was noted; take it again")
        try:
            town = find_town(words=options["town"]) if options["town"] else None
            note_backup(what=options["what"], town=town, size=size, place=options["place"], taken_at=taken, now=now)
        except (TownUnknown, ValueError) as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(f"noted: {options['what']} of {town.name if town else 'all towns'}, {when(taken_at=taken)}")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as missing:
        raise CommandError(f"{path}: {missing.strerror}; nothing was noted") from missing
