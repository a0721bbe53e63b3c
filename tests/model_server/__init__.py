"""A model for tests: a real HTTP server on loopback that speaks the OpenAI protocol and misbehaves when told to.

Its chat "model" answers by copying from the passages in its prompt, so the product can be driven from end to end.
"""

from tests.model_server.behaviour import Behaviour, Fault
from tests.model_server.lies import LIES, alter
from tests.model_server.running import ModelServer

__all__ = ["LIES", "Behaviour", "Fault", "ModelServer", "alter"]
