"""The webhook's door: who is let in, what is refused with a sentence, what belongs to another town."""

import base64
import hashlib
import hmac
import json

import pytest
from django.test import Client

from assistants.line.friends import pseudonym
from assistants.models import LineEvent, RecordedTurn
from tenants.public import in_town
from tests.assistants.line.conftest import SECRET, Phone, connected
from tests.channels import QUESTION, emptied


@pytest.mark.parametrize("signature", ["", "x", "AAAA", base64.b64encode(b"0" * 32).decode()])
def test_what_is_not_signed_is_refused_and_not_stored(phone: Phone, signature: str) -> None:
    response = phone.deliver(phone.event(message={"type": "text", "text": QUESTION}), signature=signature)
    assert response.status_code == 403
    assert "署名" in response.json()["detail"]
    with in_town(phone.town):
        assert not LineEvent.objects.exists()


def test_a_signature_fits_one_body_only(phone: Phone) -> None:
    body = json.dumps({"events": []}).encode()
    signature = base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest()).decode()
    assert phone.deliver(body=body, signature=signature).status_code == 200
    assert phone.deliver(body=body + b" ", signature=signature).status_code == 403


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"events": 3}', b'{"events": [3]}', b"\xff\x00", b"[" * 100_000])
def test_what_is_no_webhook_gets_a_sentence(phone: Phone, body: bytes) -> None:
    response = phone.deliver(body=body)
    assert response.status_code == 400
    assert "読み取れません" in response.json()["detail"]


@pytest.mark.parametrize(
    "change",
    [{"webhookEventId": None}, {"webhookEventId": "x" * 65}, {"timestamp": "now"}, {"timestamp": 10**30},
     {"mode": "standby"}, {"source": None}, {"source": {"type": "user"}}, {"message": "text"}],
)  # fmt: skip
def test_a_strange_event_takes_no_other_with_it(phone: Phone, change: dict[str, object]) -> None:
    strange = {**phone.event(message={"type": "text", "text": "x"}), **change}
    assert phone.deliver(strange, phone.event(message={"type": "text", "text": QUESTION})).status_code == 200
    assert any("500円" in text for text in phone.server.texts())


def test_a_group_is_told_once_and_not_listened_to(phone: Phone) -> None:
    group = {"type": "group", "groupId": "C1", "userId": phone.user}
    phone.deliver(phone.event("join", source=group))
    phone.deliver(phone.event(message={"type": "text", "text": QUESTION}, source=group))
    assert len(phone.server.texts()) == 1
    with in_town(phone.town):
        assert not RecordedTurn.objects.exists()


def test_a_town_without_line_says_so(line) -> None:
    assert Phone(emptied(1), line).deliver().status_code == 404


def test_a_get_is_no_webhook(phone: Phone) -> None:
    assert Client(headers={"host": phone.town.host}).get("/line/webhook/").status_code == 405


def test_the_same_reader_is_a_stranger_in_each_town(phone: Phone) -> None:
    other = Phone(connected(1), phone.server)
    phone.type(QUESTION)
    with in_town(phone.town):
        mine = pseudonym(user_id=phone.user)
    with in_town(other.town):
        assert pseudonym(user_id=phone.user) != mine
        assert not RecordedTurn.objects.exists()
