"""Which address does what, and how lists are cut into pages."""

import re
from collections.abc import Callable
from typing import Any

from tests.stripe_server import invoices, people, plans
from tests.stripe_server.state import Refusal, State

Form = dict[str, Any]
_MOST = 100


def _one(kind: str) -> Callable[[State, str, Form], Any]:
    return lambda state, name, _form: state.get(kind, name)


def _customers(state: State, form: Form) -> Any:
    rows = [one for one in state.all("customer") if form.get("email") in (None, one["email"])]
    return page([people.without_hidden(one, form) for one in rows], form, "/v1/customers")


def _prices(state: State, form: Form) -> Any:
    keys = form.get("lookup_keys")
    return page([one for one in state.all("price") if not keys or one["lookup_key"] in keys], form, "/v1/prices")


def _subscriptions(state: State, form: Form) -> Any:
    wanted = {name: form[name] for name in ("customer", "status") if name in form}
    rows = [one for one in state.all("subscription") if all(one[name] == value for name, value in wanted.items())]
    return page(rows, form, "/v1/subscriptions")


def _invoices(state: State, form: Form) -> Any:
    rows = [one for one in state.all("invoice") if _fits(one, form)]
    return page(rows, form, "/v1/invoices")


def _fits(invoice: dict[str, Any], form: Form) -> bool:
    of_plan = ((invoice["parent"] or {}).get("subscription_details") or {}).get("subscription")
    return (
        form.get("customer") in (None, invoice["customer"])
        and form.get("status") in (None, invoice["status"])
        and form.get("subscription") in (None, of_plan)
        and invoice["created"] >= int((form.get("created") or {}).get("gte", 0))
    )


def _events(state: State, form: Form) -> Any:
    since, kinds = int((form.get("created") or {}).get("gte", 0)), form.get("types")
    rows = [one for one in reversed(state.events) if one["created"] >= since and (not kinds or one["type"] in kinds)]
    return page(rows, form, "/v1/events")


def _lines(state: State, name: str, form: Form) -> Any:
    return page(state.get("invoice", name)["lines"]["data"], form, f"/v1/invoices/{name}/lines")


ROUTES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("POST", r"/v1/customers", people.create),
    ("GET", r"/v1/customers", _customers),
    ("GET", r"/v1/customers/(\w+)", _one("customer")),
    ("POST", r"/v1/customers/(\w+)", people.update),
    ("POST", r"/v1/customers/(\w+)/funding_instructions", people.funding),
    ("POST", r"/v1/products", plans.create_product),
    ("GET", r"/v1/prices", _prices),
    ("POST", r"/v1/prices", plans.create_price),
    ("GET", r"/v1/billing/meters", lambda state, form: page(state.all("meter"), form, "/v1/billing/meters")),
    ("POST", r"/v1/billing/meters", plans.create_meter),
    ("POST", r"/v1/billing/meter_events", plans.create_meter_event),
    ("GET", r"/v1/subscriptions", _subscriptions),
    ("POST", r"/v1/subscriptions", plans.create_subscription),
    ("GET", r"/v1/subscriptions/(\w+)", _one("subscription")),
    ("POST", r"/v1/subscriptions/(\w+)", plans.update_subscription),
    ("DELETE", r"/v1/subscriptions/(\w+)", plans.end_subscription),
    ("GET", r"/v1/invoices", _invoices),
    ("POST", r"/v1/invoices", invoices.create),
    ("GET", r"/v1/invoices/(\w+)", _one("invoice")),
    ("POST", r"/v1/invoices/(\w+)", invoices.update),
    ("GET", r"/v1/invoices/(\w+)/lines", _lines),
    ("POST", r"/v1/invoices/(\w+)/add_lines", invoices.add_lines),
    ("POST", r"/v1/invoices/(\w+)/update_lines", invoices.update_lines),
    ("POST", r"/v1/invoices/(\w+)/finalize", invoices.finalize),
    ("POST", r"/v1/invoices/(\w+)/pay", invoices.pay),
    ("POST", r"/v1/invoices/(\w+)/void", invoices.void),
    ("POST", r"/v1/credit_notes", invoices.credit),
    ("GET", r"/v1/events", _events),
)


def answer(state: State, method: str, path: str, form: Form) -> Any:
    """What an address says. Raises Refusal."""
    for verb, pattern, does in ROUTES:
        found = re.fullmatch(pattern, path)
        if verb == method and found:
            return does(state, *found.groups(), form)
    raise Refusal(404, f"Unrecognized request URL ({method}: {path}).")


def page(rows: list[dict[str, Any]], form: Form, url: str) -> dict[str, Any]:
    """At most `limit` rows behind `starting_after`."""
    limit, after = int(form.get("limit", 10)), form.get("starting_after")
    if not 1 <= limit <= _MOST:
        raise Refusal(400, "This value must be less than or equal to 100", param="limit")
    if after:
        places = [place for place, row in enumerate(rows) if row["id"] == after]
        if not places:
            raise Refusal(400, f"No such object: '{after}'", code="resource_missing", param="starting_after")
        rows = rows[places[0] + 1 :]
    return {"object": "list", "data": rows[:limit], "has_more": len(rows) > limit, "url": url}
