"""What pages show of Stripe: the connection, the towns, what came, what differs, and where one paper stands."""

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.collecting.gateway import is_connected, is_live
from billing.collecting.sentences import Said, said_of_difference, said_of_trouble
from billing.models import (
    Paper,
    StripeCheck,
    StripeCustomer,
    StripeDifference,
    StripeEvent,
    StripeInvoice,
)
from tenants.public import MemberFacts, consortiums, members_of
from web.public import yen

_SHOWN_EVENTS: Final = 20
_SHOWN_DIFFERENCES: Final = 100
_STATUSES: Final = {
    "": (gettext_lazy("送る準備中"), "info"),
    "draft": (gettext_lazy("Stripeで下書き"), "info"),
    "open": (gettext_lazy("Stripeで入金待ち"), "info"),
    "paid": (gettext_lazy("Stripeで支払済み"), "success"),
    "void": (gettext_lazy("Stripeで無効"), "warning"),
    "uncollectible": (gettext_lazy("Stripeで回収不能"), "error"),
}


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A difference with its sentences."""

    row: StripeDifference
    said: Said

    @property
    def title(self) -> str:
        """The number of the paper, if it is about one, and the town."""
        paper = self.row.paper
        return f"{paper.number} {self.row.about}" if paper else self.row.about

    @property
    def ours(self) -> str:
        """What our ledger says."""
        return _in_words(self.row.ours)

    @property
    def theirs(self) -> str:
        """What Stripe says."""
        return _in_words(self.row.theirs)


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """A notice with its state in words; `said` only when it was given up."""

    row: StripeEvent
    words: str
    look: str
    said: Said | None


@dataclass(frozen=True, slots=True)
class StripePage:
    """The operator's page. `towns`: every member with its registration, and why Stripe refuses it."""

    connected: bool
    live: bool
    hears: bool
    check: StripeCheck | None
    check_said: Said | None
    towns: tuple[tuple[MemberFacts, StripeCustomer | None, Said | None], ...]
    events: tuple[ShownEvent, ...]
    failed_events: int
    differences: tuple[ShownDifference, ...]
    mended: tuple[ShownDifference, ...]
    waiting: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a paper stands in Stripe. `row` None: it was not sent. `sendable`: it could be, now."""

    row: StripeInvoice | None
    words: str
    look: str
    said: Said | None
    sendable: bool
    live: bool


def stripe_page(*, kinds: tuple[str, ...]) -> StripePage:
    """Nine queries and one for each consortium, without a key too. In the public schema."""
    live = is_live()
    customers = {one.town_id: one for one in StripeCustomer.objects.filter(live=live)}
    members = [town for one in consortiums() for town in members_of(consortium_id=one.id)]
    check = StripeCheck.objects.filter(live=live).first()
    events = StripeEvent.objects.filter(live=live)
    rows = StripeDifference.objects.filter(live=live).select_related("paper").defer("paper__content")
    return StripePage(
        connected=is_connected(),
        live=live,
        hears=bool(settings.STRIPE.webhook_secrets),
        check=check,
        check_said=said_of_trouble(code=check.failure) if check and check.failure else None,
        towns=tuple(_town(town, customers.get(town.town_id)) for town in members),
        events=tuple(_event(row) for row in events.defer("payload")[:_SHOWN_EVENTS]),
        failed_events=events.failed().count(),
        differences=tuple(_difference(row) for row in rows.filter(over_at=None)[:_SHOWN_DIFFERENCES]),
        mended=tuple(_difference(row) for row in rows.exclude(mended_at=None).order_by("-mended_at")[:10]),
        waiting=StripeInvoice.objects.filter(live=live, state__in=("waiting", "working")).count(),
        kinds=kinds,
    )


def standing_of(*, paper: Paper) -> Standing | None:
    """Of one invoice; None when there is nothing to say (no Stripe, or no invoice). Two queries."""
    if paper.kind != "invoice":
        return None
    live = is_live()
    row = StripeInvoice.objects.filter(live=live, paper=paper).first()
    if row is None and not is_connected():
        return None
    town = StripeCustomer.objects.filter(live=live, town_id=paper.town_id, active=True).exists()
    sendable = is_connected() and town and paper.state == Paper.State.ISSUED and paper.total_yen > 0
    if row is None:
        words = _("Stripeへ送っていません") if town else _("Stripeで集金しない町です")
        return Standing(None, words, "", None, sendable, live)
    failed = row.state == StripeInvoice.State.FAILED
    if row.state == StripeInvoice.State.DONE and not row.stripe_id:
        return Standing(None, _("Stripeへ送っていません"), "", None, sendable, live)
    label, look = _STATUSES.get(row.status, (row.status, ""))
    words = str(label)
    if failed:
        words, look = _("Stripeへ送れていません"), "error"
    said = said_of_trouble(code=row.failure) if row.failure else None
    return Standing(row, words, look, said, sendable and (failed or row.status in ("", "void")), live)


def transfer_of(*, paper: Paper) -> dict[str, Any]:
    """Where the town pays this invoice in through Stripe: the account of its own that Stripe keeps for it; empty unless
    it waits there. Test accounts are never shown to a town. In the public schema, two queries."""
    if paper.kind != "invoice" or paper.state != Paper.State.ISSUED or not is_live():
        return {}
    if not StripeInvoice.objects.filter(live=True, paper=paper, status="open").exists():
        return {}
    customer = StripeCustomer.objects.filter(live=True, town_id=paper.town_id, active=True).first()
    return dict(customer.funding) if customer else {}


def _town(town: MemberFacts, row: StripeCustomer | None) -> tuple[MemberFacts, StripeCustomer | None, Said | None]:
    return town, row, said_of_trouble(code=row.failure) if row and row.active and row.failure else None


def _difference(row: StripeDifference) -> ShownDifference:
    return ShownDifference(row, said_of_difference(kind=row.kind))


def _in_words(kept: str) -> str:
    """Amounts were kept as plain numbers, beside ids of Stripe's, which stay as they are."""
    return " ".join(yen(amount=int(one)) if one.removeprefix("-").isdecimal() else one for one in kept.split())


def _event(row: StripeEvent) -> ShownEvent:
    states = {
        StripeEvent.State.WAITING: (_("処理待ち"), "info"),
        StripeEvent.State.WORKING: (_("処理中"), "info"),
        StripeEvent.State.DONE: (_("処理済み"), "success"),
        StripeEvent.State.FAILED: (_("処理できません"), "error"),
    }
    words, look = states[StripeEvent.State(row.state)]
    return ShownEvent(row, words, look, said_of_trouble(code=row.failure) if row.failure else None)
