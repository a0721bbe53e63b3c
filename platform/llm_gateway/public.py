"""What other apps may use of the gateway: the only door to any model."""

from llm_gateway.addresses import AddressRefused
from llm_gateway.call_record import Purpose, Recorder
from llm_gateway.chat import ChatMessage, ChatRequest, Delta, Finished, FinishReason
from llm_gateway.checking_connection import test_connection
from llm_gateway.clients import close_clients
from llm_gateway.configuring import (
    EndpointNotFound,
    EndpointValues,
    StoredEndpoint,
    Terms,
    endpoints,
    reencrypt_api_keys,
    remove_endpoint,
    routes,
    save_endpoint,
    set_route,
    stored_endpoint,
    trial_endpoint,
)
from llm_gateway.connection_report import ConnectionReport, Problem
from llm_gateway.embedding import embed, embed_async
from llm_gateway.encryption import EncryptedText, Secret, SecretNotReadable, reveal
from llm_gateway.encryption import decrypt as decrypt_text
from llm_gateway.encryption import encrypt as encrypt_text
from llm_gateway.endpoint import Endpoint, Price, Route, TimeLimits
from llm_gateway.entered_town import WrongTown
from llm_gateway.failures import FailureKind, ModelFailed, NotConfigured
from llm_gateway.features import EndpointKind, Feature, Flavour, kind_for
from llm_gateway.record_async import recordings_finished
from llm_gateway.reranking import Ranked, rerank
from llm_gateway.routing import configured, load_route
from llm_gateway.streaming.chat_stream import chat_stream

__all__ = [
    "AddressRefused",
    "ChatMessage",
    "ChatRequest",
    "ConnectionReport",
    "Delta",
    "EncryptedText",
    "Endpoint",
    "EndpointKind",
    "EndpointNotFound",
    "EndpointValues",
    "FailureKind",
    "Feature",
    "FinishReason",
    "Finished",
    "Flavour",
    "ModelFailed",
    "NotConfigured",
    "Price",
    "Problem",
    "Purpose",
    "Ranked",
    "Recorder",
    "Route",
    "Secret",
    "SecretNotReadable",
    "StoredEndpoint",
    "Terms",
    "TimeLimits",
    "WrongTown",
    "chat_stream",
    "close_clients",
    "configured",
    "decrypt_text",
    "embed",
    "embed_async",
    "encrypt_text",
    "endpoints",
    "kind_for",
    "load_route",
    "recordings_finished",
    "reencrypt_api_keys",
    "remove_endpoint",
    "rerank",
    "reveal",
    "routes",
    "save_endpoint",
    "set_route",
    "stored_endpoint",
    "test_connection",
    "trial_endpoint",
]
