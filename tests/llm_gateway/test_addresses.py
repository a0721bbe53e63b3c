"""Where a model may not live."""

import pytest

from llm_gateway.addresses import NotAnAddress, check_base_url, check_machine
from llm_gateway.public import AddressRefused, FailureKind, ModelFailed
from tests.llm_gateway.builders import masked, question, read, route_of

FORBIDDEN = [
    "http://169.254.169.254/latest",
    "http://[fe80::1]/v1",
    "http://[fd00:ec2::254]/v1",
    "http://[::ffff:169.254.169.254]/v1",
    "http://[64:ff9b::a9fe:a9fe]/v1",
    "http://100.100.100.200/v1",
    "http://metadata.google.internal/v1",
    "http://METADATA.google.internal./v1",
    "http://0.0.0.0/v1",
    "http://224.0.0.1/v1",
]
NO_ADDRESS = [
    "",
    "example.jp/v1",
    "ftp://example.jp/v1",
    "file:///etc/passwd",
    "https://",
    "https://name:word@example.jp/v1",
    "https://example.jp/v1?x=1",
    "https://example.jp:99999/v1",
]
INSIDE = [
    "http://127.0.0.1:8000/v1",
    "http://10.1.2.3/v1",
    "http://192.168.0.9/v1",
    "http://[::1]/v1",
    "http://100.64.0.1/v1",
    "http://[::ffff:10.0.0.1]/v1",
]


@pytest.mark.parametrize("address", FORBIDDEN + NO_ADDRESS)
def test_an_address_is_refused(address: str, settings) -> None:
    settings.LLM_ALLOW_PRIVATE_ADDRESSES = True
    with pytest.raises(AddressRefused):
        check_base_url(base_url=address)


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_refused_only_where_the_operator_says_so(address: str, settings) -> None:
    settings.LLM_ALLOW_PRIVATE_ADDRESSES = True
    check_base_url(base_url=address)
    settings.LLM_ALLOW_PRIVATE_ADDRESSES = False
    with pytest.raises(AddressRefused, match="組織内"):
        check_base_url(base_url=address)


def test_a_public_address_is_allowed(settings) -> None:
    settings.LLM_ALLOW_PRIVATE_ADDRESSES = False
    check_base_url(base_url="https://api.example.jp/v1")
    check_machine(address="8.8.8.8")
    with pytest.raises(NotAnAddress):
        check_machine(address="api.example.jp")


async def test_a_name_that_leads_inside_is_refused_when_it_is_connected(server, recorded, settings, clean_loop) -> None:
    settings.LLM_ALLOW_PRIVATE_ADDRESSES = False
    way = route_of(server, base_url=server.url.replace("127.0.0.1", "localhost"))
    with pytest.raises(ModelFailed) as failed:
        await read(question(), way, recorded)
    assert failed.value.kind is FailureKind.UNAVAILABLE
    assert server.seen == []


def test_the_same_holds_for_calls_from_synchronous_code(server, recorded, settings) -> None:
    from llm_gateway.public import Feature, embed

    settings.LLM_ALLOW_PRIVATE_ADDRESSES = False
    way = route_of(server, feature=Feature.EMBED, base_url=server.url.replace("127.0.0.1", "localhost"))
    with pytest.raises(ModelFailed) as failed:
        embed(texts=[masked("ごみ")], route=way, record=recorded)
    assert failed.value.kind is FailureKind.UNAVAILABLE
    assert server.seen == []


async def test_a_stored_address_that_is_forbidden_is_never_called_and_never_counted(server, recorded) -> None:
    with pytest.raises(ModelFailed) as failed:
        await read(question(), route_of(server, base_url="http://169.254.169.254/v1"), recorded)
    assert failed.value.kind is FailureKind.UNAVAILABLE
    assert recorded.events == []


def test_a_name_that_answers_differently_the_second_time_gains_nothing(server, recorded, settings, monkeypatch) -> None:
    import socket

    from llm_gateway.public import Feature, embed

    settings.LLM_ALLOW_PRIVATE_ADDRESSES = False
    real, asked = socket.getaddrinfo, []

    def rebinding(host, port, *args, **kwargs):
        asked.append(host)
        if len(asked) % 2:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", port))]
        return real("127.0.0.1", port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    way = route_of(server, feature=Feature.EMBED, base_url=server.url.replace("127.0.0.1", "model.example"))
    with pytest.raises(ModelFailed):
        embed(texts=[masked("ごみ")], route=way, record=recorded)
    assert len(asked) >= 2
    assert server.seen == []
