"""An endpoint and a route as they travel: frozen, readable without a database, the key hidden from every repr."""

from dataclasses import dataclass, field
from decimal import Decimal

from llm_gateway import limits
from llm_gateway.features import EndpointKind, Feature, Flavour


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """Seconds an endpoint is given: to connect, to the first token, between two tokens, for the whole answer."""

    connect: float = limits.CONNECT_SECONDS
    first_token: float = limits.FIRST_TOKEN_SECONDS
    idle: float = limits.IDLE_SECONDS
    total: float = limits.TOTAL_SECONDS


@dataclass(frozen=True, slots=True)
class Price:
    """Price per million tokens in `currency`; `yen_rate` yen are one unit of it (1 for JPY)."""

    tokens_in: Decimal = Decimal(0)
    tokens_cached: Decimal | None = None  # None: as tokens_in
    tokens_out: Decimal = Decimal(0)
    currency: str = "JPY"
    yen_rate: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model at one address. `id` is None for the operator's default and for values that are only being tried."""

    name: str
    kind: EndpointKind
    base_url: str
    model: str
    api_key: str = field(default="", repr=False)
    flavour: Flavour = Flavour.OPENAI
    api_version: str = ""
    max_output_tokens: int = limits.MAX_OUTPUT_TOKENS
    times: TimeLimits = TimeLimits()
    price: Price = Price()
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The endpoints of a feature in the order in which they are tried, and the schema of the town that they serve."""

    feature: Feature
    schema_name: str
    endpoints: tuple[Endpoint, ...]
