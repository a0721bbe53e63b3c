"""The endpoints and routes of one town."""

from llm_gateway.models.endpoint import ModelEndpoint
from llm_gateway.models.route import ModelRoute

__all__ = ["ModelEndpoint", "ModelRoute"]
