"""`manage.py learn_crisis [--check]`: learns the crisis layer's weights from its bank and writes them into the tree."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assistants.crisis.learn import cross_validated, examples, fit, write


class Command(BaseCommand):
    """For developers, after a change of assistants/crisis/bank/ or of the rules; the written file is committed."""

    help = "Learn the weights of the crisis layer from its bank of sentences."

    def add_arguments(self, parser: CommandParser) -> None:
        """Write, or only measure."""
        parser.add_argument("--check", action="store_true", help="write nothing, print cross-validated figures")

    def handle(self, *args: Any, **options: Any) -> None:
        """Learn from everything, or judge each fifth by the four others."""
        rows = examples()
        if options["check"]:
            recall, false_alarm = cross_validated(rows=rows)
            self.stdout.write(f"sentences {len(rows)} recall {recall:.3f} false_alarm {false_alarm:.3f}")
            return
        write(known=fit(rows=rows))
        self.stdout.write(f"learned from {len(rows)} sentences")
