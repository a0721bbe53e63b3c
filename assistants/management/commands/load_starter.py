"""`manage.py load_starter [TOWN…]`: puts the starter library into towns; run again, it adds what is still missing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assistants.prompting.load_starter import load_starter
from tenants.public import TownUnknown, all_towns, find_town, in_town


class Command(BaseCommand):
    """Changes nothing that a town has already."""

    help = "Puts the prompt templates and FAQ patterns of the starter library into towns."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """TOWN is a code, the first label of its host, or its name; without one every town."""
        parser.add_argument("towns", nargs="*")

    def handle(self, *_args: Any, **options: Any) -> None:
        """One line a town."""
        try:
            towns = [find_town(words=words) for words in options["towns"]] or list(all_towns())
        except TownUnknown as unknown:
            raise CommandError(str(unknown)) from unknown
        for town in towns:
            with in_town(town):
                loaded = load_starter(now=timezone.now())
            self.stdout.write(f"{town.name}: {loaded.templates} templates, {loaded.patterns} FAQ patterns added")
