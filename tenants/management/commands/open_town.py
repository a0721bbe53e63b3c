"""`manage.py open_town CODE --admin MAIL`: open a town from the command line."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.text import slugify

from tenants.border.current import in_public, in_town
from tenants.border.links import absolute_link
from tenants.models import Consortium
from tenants.opening.blueprint import BlueprintMissing
from tenants.opening.municipality_list import WrongCode, find_municipality
from tenants.opening.open_town import OpenedTown, TownNotOpened, host_of, open_town

DEFAULT_CONSORTIUM = "結まち協議会"


class Command(BaseCommand):
    """Opens one town and prints the first admin's invitation link."""

    help = "Open a town: schema of its own, host, first admin invited."

    def add_arguments(self, parser: CommandParser) -> None:
        """What must be known to open a town."""
        parser.add_argument("code", help="6-digit 全国地方公共団体コード")
        parser.add_argument("--admin", required=True, help="mail address of the first admin")
        parser.add_argument("--admin-name", default="", help="name of the first admin")
        parser.add_argument("--slug", default="", help="first label of the host (default: town-CODE)")
        parser.add_argument("--host", default="", help="whole host name, instead of --slug")
        parser.add_argument("--consortium", default="", help="name of the consortium (default: the only one)")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Open, or say what is wrong and leave nothing."""
        slug = slugify(options["slug"]) or f"town-{options['code'].strip()}"
        try:
            opened = open_town(
                municipality=find_municipality(code=options["code"]),
                consortium_id=_consortium_id(options["consortium"]),
                admin_email=options["admin"],
                admin_name=options["admin_name"],
                host=(options["host"] or host_of(slug=slug)).lower(),
                opened_by="manage.py open_town",
                now=timezone.now(),
            )
        except (WrongCode, TownNotOpened, BlueprintMissing) as wrong:
            raise CommandError(str(wrong)) from wrong
        self._report(opened, as_json=options["json"])

    def _report(self, opened: OpenedTown, *, as_json: bool) -> None:
        town = opened.town
        with in_town(town):
            link = absolute_link(path=f"/join/{opened.invited.key}/")
            home = absolute_link(path="/")
        if as_json:
            values = {
                "code": town.code,
                "name": town.name,
                "schema": town.schema_name,
                "home": home,
                "invitation": link,
            }
            self.stdout.write(json.dumps(values, ensure_ascii=False))
            return
        self.stdout.write(self.style.SUCCESS(f"{town.name}（{town.code}）を開設しました。"))
        self.stdout.write(f"  住所      {home}\n  招待リンク {link}\n  宛先      {opened.invited.email}")


def _consortium_id(name: str) -> int:
    """The named consortium, the only one, or a first one when there is none."""
    with in_public():
        if name:
            found = Consortium.objects.filter(name=name).first()
            if found is None:
                raise CommandError(f"協議会「{name}」は登録されていません。")
            return found.pk
        ids = list(Consortium.objects.values_list("pk", flat=True)[:2])
        if len(ids) > 1:
            raise CommandError("協議会が2つ以上あります。--consortium で名前を指定してください。")
        return ids[0] if ids else Consortium.objects.create(name=DEFAULT_CONSORTIUM).pk
