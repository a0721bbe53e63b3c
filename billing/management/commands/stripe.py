"""`manage.py stripe status | check | replay`: how it stands, compare both ledgers, work on notices again."""

from datetime import datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date

from audit_log.public import Actor, ActorKind
from billing.collecting.gateway import Gateway, NotConnected, StripeTrouble, gateway
from billing.collecting.reconcile import reconcile
from billing.collecting.replay import fetch_missed, replay, replay_failed
from billing.collecting.round import go_round
from billing.collecting.sentences import said_of_trouble
from billing.collecting.showing import stripe_page
from billing.models import StripeEvent
from tenants.public import in_public

_COMMAND = Actor(ActorKind.SYSTEM, "", "manage.py stripe")


class Command(BaseCommand):
    """What was replayed is worked on by the workers."""

    help = "Stripe: status, check (compare both ledgers now), replay (notices again)."

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb; `replay` takes one of its three options."""
        parser.add_argument("verb", choices=["status", "check", "replay"])
        parser.add_argument("--event", default="", help="replay: one notice, by Stripe's id (evt_…)")
        parser.add_argument("--failed", action="store_true", help="replay: all that were given up")
        parser.add_argument("--since", default="", help="replay: fetch what never came since a day (2026-11-01)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError with what to do."""
        with in_public():
            if options["verb"] == "status":
                self._status()
                return
            try:
                gate = gateway()
                self._check(gate) if options["verb"] == "check" else self._replay(gate, options)
            except NotConnected as missing:
                raise CommandError("There is no key: set YUIMACHI_STRIPE_KEY (docs/operating.md).") from missing
            except StripeTrouble as failed:
                said = said_of_trouble(code=failed.trouble.value)
                raise CommandError(f"{said.what}{said.why}{said.next}") from failed

    def _status(self) -> None:
        page = stripe_page(kinds=())
        words = "connected" if page.connected else "not connected: papers are collected by hand"
        ended = page.check.ended_at.isoformat() if page.check and page.check.ended_at else "never"
        self.stdout.write(f"{words}; mode {'live' if page.live else 'test'}; webhook {'on' if page.hears else 'off'}")
        towns = sum(bool(row and row.active) for _town, row, _said in page.towns)
        self.stdout.write(f"towns {towns}; papers on their way {page.waiting}; notices given up {page.failed_events}")
        self.stdout.write(f"differences {len(page.differences)}; last compared {ended}")

    def _check(self, gate: Gateway) -> None:
        go_round(gate=gate, now=timezone.now())
        compared = reconcile(gate=gate, now=timezone.now())
        if compared is None:
            raise CommandError("Not compared: another comparison is running, or Stripe did not answer (see status).")
        self.stdout.write(f"open {compared.open}; mended {compared.mended}; notices fetched {compared.missed}")

    def _replay(self, gate: Gateway, options: dict[str, Any]) -> None:
        now = timezone.now()
        if options["event"]:
            event = StripeEvent.objects.filter(event_id=options["event"]).first()
            if event is None:
                raise CommandError("No such notice is stored. Fetch it: replay --since DAY.")
            done = int(replay(event_id=event.pk, actor=_COMMAND, now=now))
        elif options["since"]:
            day = parse_date(options["since"])
            if day is None:
                raise CommandError("--since takes a day as 2026-11-01.")
            done = fetch_missed(gate=gate, since=timezone.make_aware(datetime.combine(day, time())), now=now)
        elif options["failed"]:
            done = replay_failed(actor=_COMMAND, now=now)
        else:
            raise CommandError("Say which: --event evt_…, --failed or --since DAY.")
        self.stdout.write(f"notices to be worked on: {done}")
