"""Finds the endpoints that serve a feature in the entered town."""

import logging
from collections.abc import Iterable
from typing import Final

from django.conf import settings

from llm_gateway.encryption import SecretNotReadable
from llm_gateway.endpoint import Endpoint, Route
from llm_gateway.entered_town import entered_schema
from llm_gateway.features import EndpointKind, Feature, kind_for
from llm_gateway.models import ModelEndpoint, ModelRoute

_LOG = logging.getLogger(__name__)
# A feature of these kinds without an order of its own uses every enabled endpoint of the kind, oldest first. Embedding
# and reranking change what search finds, so they start only when somebody has chosen them.
_WITHOUT_CHOOSING: Final = frozenset({EndpointKind.CHAT, EndpointKind.TRANSCRIPTION})


def load_route(*, feature: Feature) -> Route:
    """The route of a feature; its endpoints may be empty. At most two queries.

    Load it before streaming and hand it over: the stream itself holds no database connection. A town that has set up
    nothing for chat gets the operator's default endpoint, if there is one.
    """
    chosen = list(ModelRoute.objects.filter(feature=feature).select_related("endpoint").order_by("position"))
    kind = kind_for(feature=feature)
    rows: Iterable[ModelEndpoint] = [step.endpoint for step in chosen if step.endpoint.enabled]
    if not chosen and kind in _WITHOUT_CHOOSING:
        every = list(ModelEndpoint.objects.filter(kind=kind).order_by("id"))
        rows = [endpoint for endpoint in every if endpoint.enabled]
        if not every and kind is EndpointKind.CHAT:
            return Route(feature, entered_schema(), _default_endpoints())
    return Route(feature, entered_schema(), tuple(_readable(rows)))


def configured(*, feature: Feature) -> bool:
    """Whether there is an endpoint to ask for the feature."""
    return bool(load_route(feature=feature).endpoints)


def _readable(rows: Iterable[ModelEndpoint]) -> Iterable[Endpoint]:
    for row in rows:
        try:
            yield row.as_endpoint()
        except SecretNotReadable:
            # The others of the route, or quoting, serve meanwhile; the settings page names the broken one.
            _LOG.exception("the key of model endpoint %s cannot be read", row.pk)


def _default_endpoints() -> tuple[Endpoint, ...]:
    given = settings.LLM_DEFAULT_ENDPOINT
    if not given:
        return ()
    return (
        Endpoint(
            name="default",
            kind=EndpointKind.CHAT,
            base_url=given["base_url"],
            api_key=given.get("api_key", ""),
            model=given["model"],
        ),
    )
