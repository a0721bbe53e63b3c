"""Writing a town's endpoints and routes, and showing them without their keys."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit_log.public import Actor, Subject, record
from llm_gateway import limits
from llm_gateway.addresses import AddressRefused, check_base_url
from llm_gateway.audit_actions import ENDPOINT_REMOVED, ENDPOINT_SAVED, ROUTE_SET
from llm_gateway.breaker import BREAKER
from llm_gateway.encryption import SecretNotReadable, reveal
from llm_gateway.endpoint import Endpoint
from llm_gateway.entered_town import entered_schema
from llm_gateway.features import EndpointKind, Feature, Flavour, kind_for
from llm_gateway.models import ModelEndpoint, ModelRoute


@dataclass(frozen=True, slots=True)
class Terms:
    """What the provider promised; texts as the admin wrote them, `no_training` one of unknown, yes, no."""

    no_training: str = "unknown"
    storage_place: str = ""
    retention: str = ""
    change_notice: str = ""
    incident_notice: str = ""
    leaving: str = ""
    terms_notes: str = ""
    terms_checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class EndpointValues:
    """What a person enters for an endpoint. `api_key` None keeps the stored one, "" removes it."""

    name: str
    kind: EndpointKind
    base_url: str
    model: str
    api_key: str | None = None
    flavour: Flavour = Flavour.OPENAI
    api_version: str = ""
    enabled: bool = True
    connect_seconds: float = limits.CONNECT_SECONDS
    first_token_seconds: float = limits.FIRST_TOKEN_SECONDS
    idle_seconds: float = limits.IDLE_SECONDS
    total_seconds: float = limits.TOTAL_SECONDS
    max_output_tokens: int = limits.MAX_OUTPUT_TOKENS
    price_in: Decimal = Decimal(0)
    price_cached: Decimal | None = None
    price_out: Decimal = Decimal(0)
    currency: str = "JPY"
    yen_rate: Decimal = Decimal(1)
    terms: Terms = Terms()


@dataclass(frozen=True, slots=True)
class StoredEndpoint:
    """An endpoint for a settings page, without its key. `key_readable` False: the key must be entered again."""

    id: int
    values: EndpointValues
    has_key: bool
    key_readable: bool
    updated_at: datetime


_TERMS: Final = tuple(field.name for field in fields(Terms))
_PLAIN: Final = tuple(field.name for field in fields(EndpointValues) if field.name not in {"api_key", "terms"})


class EndpointNotFound(LookupError):
    """There is no such endpoint in this town."""


def endpoints() -> list[StoredEndpoint]:
    """All endpoints of the town, by kind and age. One query."""
    return [_stored(row) for row in ModelEndpoint.objects.order_by("kind", "id")]


def stored_endpoint(*, endpoint_id: int) -> StoredEndpoint:
    """One endpoint. Raises EndpointNotFound."""
    return _stored(_row(endpoint_id))


def save_endpoint(*, values: EndpointValues, actor: Actor, now: datetime, endpoint_id: int | None = None) -> int:
    """Store a new endpoint or change one, and audit it; its id.

    Raises ValidationError with a message by field, EndpointNotFound.
    """
    row = _filled(values, endpoint_id)
    row.full_clean()
    with transaction.atomic():
        row.save()
        detail = {"address": row.base_url, "model": row.model, "key_changed": values.api_key is not None}
        record(action=ENDPOINT_SAVED, actor=actor, subject=_subject(row), detail=detail, at=now)
    BREAKER.forget(schema_name=entered_schema())
    return row.pk


def remove_endpoint(*, endpoint_id: int, actor: Actor, now: datetime) -> None:
    """Delete an endpoint, its key and its places in the routes, and audit it. Raises EndpointNotFound."""
    row = _row(endpoint_id)
    with transaction.atomic():
        subject = _subject(row)
        row.delete()
        record(action=ENDPOINT_REMOVED, actor=actor, subject=subject, at=now)


def trial_endpoint(*, values: EndpointValues, endpoint_id: int | None = None) -> Endpoint:
    """The values as an endpoint for `test_connection`, nothing stored; an untouched key is the stored one.

    Raises ValidationError, EndpointNotFound, SecretNotReadable.
    """
    row = _filled(values, endpoint_id)
    row.full_clean()
    return row.as_endpoint()


def routes() -> dict[Feature, tuple[int, ...]]:
    """Endpoint ids in their order for every feature that has an order of its own. One query."""
    found: dict[Feature, tuple[int, ...]] = {}
    for step in ModelRoute.objects.order_by("feature", "position"):
        feature = Feature(step.feature)
        found[feature] = (*found.get(feature, ()), step.endpoint_id)
    return found


def set_route(*, feature: Feature, endpoint_ids: Sequence[int], actor: Actor, now: datetime) -> None:
    """Give a feature its order of endpoints, and audit it; none removes it. Raises ValueError for a wrong kind."""
    fitting = ModelEndpoint.objects.filter(pk__in=endpoint_ids, kind=kind_for(feature=feature))
    if len(set(endpoint_ids)) != len(endpoint_ids) or fitting.count() != len(endpoint_ids):
        raise ValueError(f"endpoints of kind {kind_for(feature=feature)}, each once, are needed for {feature}")
    with transaction.atomic():
        ModelRoute.objects.filter(feature=feature).delete()
        ModelRoute.objects.bulk_create(
            ModelRoute(feature=feature, position=position, endpoint_id=endpoint_id)
            for position, endpoint_id in enumerate(endpoint_ids)
        )
        subject = Subject("llm_gateway.route", id=feature.value, label=str(feature.label))
        record(action=ROUTE_SET, actor=actor, subject=subject, detail={"endpoints": list(endpoint_ids)}, at=now)


def reencrypt_api_keys() -> int:
    """Write every key of the town again under the first secret of FIELD_ENCRYPTION_KEYS; how many. One-off task."""
    rows = [row for row in ModelEndpoint.objects.all() if row.api_key]
    for row in rows:
        row.api_key = reveal(value=row.api_key)
    ModelEndpoint.objects.bulk_update(rows, ["api_key"])
    return len(rows)


def _subject(row: ModelEndpoint) -> Subject:
    return Subject("llm_gateway.endpoint", id=str(row.pk), label=row.name)


def _row(endpoint_id: int) -> ModelEndpoint:
    row = ModelEndpoint.objects.filter(pk=endpoint_id).first()
    if row is None:
        raise EndpointNotFound(endpoint_id)
    return row


def _filled(values: EndpointValues, endpoint_id: int | None) -> ModelEndpoint:
    """The row with the values, unsaved. An address as it is copied from a manual is cut to its base."""
    row = ModelEndpoint() if endpoint_id is None else _row(endpoint_id)
    known = _server(row.base_url)
    for name in _PLAIN:
        setattr(row, name, getattr(values, name))
    for name in _TERMS:
        setattr(row, name, getattr(values.terms, name))
    row.base_url = values.base_url.strip().rstrip("/").removesuffix("/chat/completions")
    if values.flavour == Flavour.AZURE:  # the client adds this part itself
        row.base_url = row.base_url.removesuffix("/openai")
    if values.api_key is not None:
        row.api_key = values.api_key.strip()
    try:
        check_base_url(base_url=row.base_url)
    except AddressRefused as refused:
        raise ValidationError({"base_url": str(refused)}) from refused
    if values.api_key is None and row.api_key and _server(row.base_url) != known:
        # Else whoever may edit an endpoint could have the key, which no page shows, sent to a machine of their own.
        raise ValidationError({"api_key": _("接続先の機械を変えるときは、キーをもう一度入力してください。")})
    return row


def _server(base_url: str) -> tuple[str, str]:
    parts = urlsplit(base_url)
    return parts.scheme, parts.netloc.lower()


def _stored(row: ModelEndpoint) -> StoredEndpoint:
    plain = {name: getattr(row, name) for name in _PLAIN}
    plain |= {"kind": EndpointKind(row.kind), "flavour": Flavour(row.flavour)}
    terms = Terms(**{name: getattr(row, name) for name in _TERMS})
    return StoredEndpoint(
        id=row.pk,
        values=EndpointValues(**plain, terms=terms),
        has_key=bool(row.api_key),
        key_readable=_readable(row),
        updated_at=row.updated_at,
    )


def _readable(row: ModelEndpoint) -> bool:
    try:
        reveal(value=row.api_key)
    except SecretNotReadable:
        return False
    return True
