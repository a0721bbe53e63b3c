"""By what residents are answered at present: the models of the route and our prompts, as words and as a digest."""

import hashlib
from dataclasses import dataclass

from assistants.prompts import PROMPT_VERSION
from llm_gateway.public import Feature, load_route
from tenants.public import town_policy


@dataclass(frozen=True, slots=True)
class ServedAs:
    """`model`: the first endpoint's, empty where the town quotes. `digest` changes with models, addresses, prompts."""

    model: str
    digest: str


def served_as() -> ServedAs:
    """The present state of the entered town; at most three queries."""
    endpoints = load_route(feature=Feature.RESIDENT_ANSWER).endpoints if town_policy().models_allowed else ()
    parts = [PROMPT_VERSION, *(f"{each.base_url} {each.model}" for each in endpoints)]
    digest = hashlib.sha256("\n".join(parts if endpoints else ["quoting"]).encode()).hexdigest()
    return ServedAs(endpoints[0].model if endpoints else "", digest)
