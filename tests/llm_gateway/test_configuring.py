"""Endpoints and routes of a town."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from audit_log.public import SYSTEM, EntryFilters, entries
from llm_gateway import public as gateway
from llm_gateway.models import ModelEndpoint
from llm_gateway.public import (
    EndpointKind,
    EndpointNotFound,
    EndpointValues,
    Feature,
    Flavour,
    SecretNotReadable,
    Terms,
    configured,
    load_route,
    reencrypt_api_keys,
    routes,
    stored_endpoint,
    trial_endpoint,
)
from tenants.public import in_town

WHO: dict[str, Any] = {"actor": SYSTEM, "now": datetime(2026, 11, 24, tzinfo=UTC)}
save_endpoint = partial(gateway.save_endpoint, **WHO)
remove_endpoint = partial(gateway.remove_endpoint, **WHO)
set_route = partial(gateway.set_route, **WHO)
pytestmark = pytest.mark.usefixtures("town")
CHAT = EndpointValues(
    name="主", kind=EndpointKind.CHAT, base_url="https://model.example/v1/", model="m-1", api_key=" sk-1 "
)
EMBEDDING = EndpointValues(
    name="索引", kind=EndpointKind.EMBEDDING, base_url="https://model.example/v1", model="e-1", api_key="sk-2"
)


def test_an_endpoint_is_stored_and_shown_without_its_key() -> None:
    terms = Terms(no_training="yes", storage_place="日本国内", retention="保存しない")
    number = save_endpoint(values=replace(CHAT, terms=terms, price_in=Decimal("0.5")))
    shown = stored_endpoint(endpoint_id=number)
    assert shown.has_key
    assert shown.key_readable
    assert shown.values == replace(
        CHAT, terms=terms, price_in=Decimal("0.5"), api_key=None, base_url="https://model.example/v1"
    )
    assert "sk-1" not in repr(gateway.endpoints())


def test_the_key_is_encrypted_in_the_table() -> None:
    number = save_endpoint(values=CHAT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT api_key FROM llm_gateway_modelendpoint WHERE id = %s", [number])
        (column,) = cursor.fetchone()
    assert column.startswith("gAAAA")
    assert "sk-1" not in column
    assert load_route(feature=Feature.DRAFT).endpoints[0].api_key == "sk-1"


def test_a_copied_row_is_worthless_in_another_town(towns) -> None:
    save_endpoint(values=CHAT)
    stolen = ModelEndpoint.objects.values_list("api_key", flat=True).get()
    with in_town(towns[1]):
        save_endpoint(values=replace(CHAT, api_key=None))
        with connection.cursor() as cursor:
            cursor.execute("UPDATE llm_gateway_modelendpoint SET api_key = %s", [stolen.token])
        assert not gateway.endpoints()[0].key_readable
        assert load_route(feature=Feature.DRAFT).endpoints == ()
        row = ModelEndpoint.objects.get()
        row.api_key = stolen
        with pytest.raises(SecretNotReadable):
            row.save()


def test_a_key_that_is_not_entered_again_stays() -> None:
    number = save_endpoint(values=CHAT)
    save_endpoint(values=replace(CHAT, api_key=None, model="m-2"), endpoint_id=number)
    (found,) = load_route(feature=Feature.DRAFT).endpoints
    assert (found.api_key, found.model) == ("sk-1", "m-2")
    save_endpoint(values=replace(CHAT, api_key=""), endpoint_id=number)
    assert not stored_endpoint(endpoint_id=number).has_key


def test_values_can_be_tried_before_they_are_stored() -> None:
    number = save_endpoint(values=CHAT)
    tried = trial_endpoint(values=replace(CHAT, api_key=None, model="m-9"), endpoint_id=number)
    assert (tried.api_key, tried.model) == ("sk-1", "m-9")
    entered = trial_endpoint(values=replace(CHAT, name="別", api_key="sk-new"))
    assert (entered.api_key, entered.id) == ("sk-new", None)
    assert stored_endpoint(endpoint_id=number).values.model == "m-1"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"base_url": "http://169.254.169.254/v1"}, "base_url"),
        ({"base_url": "model.example"}, "base_url"),
        ({"name": ""}, "name"),
        ({"model": ""}, "model"),
        ({"kind": "video"}, "kind"),
        ({"first_token_seconds": 0}, "first_token_seconds"),
        ({"total_seconds": 100_000}, "total_seconds"),
        ({"price_out": Decimal(-1)}, "price_out"),
        ({"flavour": Flavour.AZURE}, "__all__"),
        ({"yen_rate": Decimal(150)}, "__all__"),
    ],
)
def test_wrong_values_are_refused_by_field(changes, field) -> None:
    with pytest.raises(ValidationError) as refused:
        save_endpoint(values=replace(CHAT, **changes))
    assert field in refused.value.message_dict


def test_an_address_copied_from_a_manual_is_cut_to_its_base() -> None:
    number = save_endpoint(values=replace(CHAT, base_url=" https://model.example/v1/chat/completions "))
    assert stored_endpoint(endpoint_id=number).values.base_url == "https://model.example/v1"


def test_the_database_itself_refuses_wrong_values() -> None:
    number = save_endpoint(values=CHAT)
    for column, value in (("total_seconds", 0), ("price_in", -1), ("max_output_tokens", 0), ("flavour", "azure")):
        with pytest.raises(IntegrityError), transaction.atomic():
            ModelEndpoint.objects.filter(pk=number).update(**{column: value})


def test_without_an_order_a_chat_feature_uses_every_enabled_endpoint() -> None:
    save_endpoint(values=CHAT)
    save_endpoint(values=replace(CHAT, name="予備"))
    save_endpoint(values=replace(CHAT, name="止", enabled=False))
    found = load_route(feature=Feature.RESIDENT_ANSWER)
    assert [endpoint.name for endpoint in found.endpoints] == ["主", "予備"]


def test_an_order_is_kept() -> None:
    first, second = save_endpoint(values=CHAT), save_endpoint(values=replace(CHAT, name="予備"))
    set_route(feature=Feature.DRAFT, endpoint_ids=[second, first])
    assert [endpoint.name for endpoint in load_route(feature=Feature.DRAFT).endpoints] == ["予備", "主"]
    assert routes() == {Feature.DRAFT: (second, first)}
    set_route(feature=Feature.DRAFT, endpoint_ids=[])
    assert routes() == {}


def test_a_chosen_endpoint_that_is_switched_off_is_not_replaced_by_others() -> None:
    first = save_endpoint(values=CHAT)
    save_endpoint(values=replace(CHAT, name="予備"))
    set_route(feature=Feature.DRAFT, endpoint_ids=[first])
    save_endpoint(values=replace(CHAT, enabled=False), endpoint_id=first)
    assert not configured(feature=Feature.DRAFT)


def test_embedding_starts_only_when_it_is_chosen() -> None:
    number = save_endpoint(values=EMBEDDING)
    assert not configured(feature=Feature.EMBED)
    set_route(feature=Feature.EMBED, endpoint_ids=[number])
    assert configured(feature=Feature.EMBED)


def test_a_route_takes_only_endpoints_of_its_kind_each_once() -> None:
    chat, embedding = save_endpoint(values=CHAT), save_endpoint(values=EMBEDDING)
    for wrong in ([embedding], [chat, chat], [chat, 999_999]):
        with pytest.raises(ValueError, match="chat"):
            set_route(feature=Feature.DRAFT, endpoint_ids=wrong)


def test_a_removed_endpoint_leaves_the_routes() -> None:
    number = save_endpoint(values=CHAT)
    set_route(feature=Feature.DRAFT, endpoint_ids=[number])
    remove_endpoint(endpoint_id=number)
    assert routes() == {}
    with pytest.raises(EndpointNotFound):
        stored_endpoint(endpoint_id=number)


def test_a_town_with_nothing_set_up_gets_the_operators_default(settings) -> None:
    assert not configured(feature=Feature.DRAFT)
    settings.LLM_DEFAULT_ENDPOINT = {"base_url": "http://127.0.0.1:9/v1", "api_key": "k", "model": "m"}
    (found,) = load_route(feature=Feature.DRAFT).endpoints
    assert (found.name, found.model, found.api_key) == ("default", "m", "k")
    assert not configured(feature=Feature.EMBED)


def test_a_town_that_switched_its_models_off_does_not_get_the_default(settings) -> None:
    settings.LLM_DEFAULT_ENDPOINT = {"base_url": "http://127.0.0.1:9/v1", "api_key": "k", "model": "m"}
    save_endpoint(values=replace(CHAT, enabled=False))
    assert not configured(feature=Feature.DRAFT)


def test_another_town_sees_nothing(towns) -> None:
    number = save_endpoint(values=CHAT)
    with in_town(towns[1]):
        assert gateway.endpoints() == []
        assert not configured(feature=Feature.DRAFT)
        with pytest.raises(EndpointNotFound):
            stored_endpoint(endpoint_id=number)


def test_a_route_costs_at_most_two_queries(django_assert_max_num_queries) -> None:
    save_endpoint(values=CHAT)
    with django_assert_max_num_queries(2):
        load_route(feature=Feature.DRAFT)


def test_keys_are_written_again_under_a_new_secret(settings) -> None:
    old, new = settings.FIELD_ENCRYPTION_KEYS[0], "n" * 40
    save_endpoint(values=CHAT)
    settings.FIELD_ENCRYPTION_KEYS = [new, old]
    assert reencrypt_api_keys() == 1
    settings.FIELD_ENCRYPTION_KEYS = [new]
    assert load_route(feature=Feature.DRAFT).endpoints[0].api_key == "sk-1"


def test_a_saved_row_that_is_checked_again_keeps_its_key() -> None:
    save_endpoint(values=CHAT)
    row = ModelEndpoint.objects.get()
    row.full_clean()
    row.save()
    assert load_route(feature=Feature.DRAFT).endpoints[0].api_key == "sk-1"


def test_every_change_stands_in_the_audit_log_without_the_key() -> None:
    number = save_endpoint(values=CHAT)
    set_route(feature=Feature.DRAFT, endpoint_ids=[number])
    remove_endpoint(endpoint_id=number)
    written = entries(filters=EntryFilters()).rows[:3]
    assert [row.action for row in written] == [
        "llm_gateway.endpoint.removed",
        "llm_gateway.route.set",
        "llm_gateway.endpoint.saved",
    ]
    assert written[2].detail == {"address": "https://model.example/v1", "model": "m-1", "key_changed": True}
    assert "sk-1" not in repr(written)
