"""`manage.py open_demo`: open the demo consortium; `--print` tells its addresses and sign-ins as JSON."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.public import host_of
from yuimachi.demo.content import SLUGS, DemoTown, demo_town
from yuimachi.demo.open_demo import CONSORTIUM, OPERATOR_EMAIL, PASSWORD, open_demo


class Command(BaseCommand):
    """Opens the demo, or prints what it holds."""

    help = "Open the demo consortium (three fictional towns), or with --print tell its addresses and sign-ins."

    def add_arguments(self, parser: CommandParser) -> None:
        """What the supervisor asks for."""
        parser.add_argument("--print", action="store_true", dest="only_print", help="print JSON, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Open what is missing and say what was refused."""
        if options["only_print"]:
            self.stdout.write(json.dumps(_signboard(), ensure_ascii=False))
            return
        refused = open_demo()
        for item in refused:
            self.stderr.write(f"{item.town}: {item.file_name}: {item.state}")
        if refused:
            raise CommandError(f"{len(refused)} files of the demo were not taken in")
        self.stdout.write(f"{CONSORTIUM}: {', '.join(demo_town(slug=slug).municipality.name for slug in SLUGS)}")


def _signboard() -> dict[str, Any]:
    operator = {"role": "operator", "email": OPERATOR_EMAIL, "password": PASSWORD}
    console = {"name": "運営", "host": settings.OPERATOR_HOST, "path": "/", "people": [operator]}
    return {"places": [*(_place(demo_town(slug=slug)) for slug in SLUGS), console]}


def _place(town: DemoTown) -> dict[str, Any]:
    """The chat's address, and one person of each role."""
    first_of_role = {person.role: person for person in reversed(town.people)}
    people = [
        {"role": role.value, "email": person.email, "password": PASSWORD}
        for role, person in sorted(first_of_role.items())
    ]
    return {"name": town.municipality.name, "host": host_of(slug=town.slug), "path": "/chat/", "people": people}
