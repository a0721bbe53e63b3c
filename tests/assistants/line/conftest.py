"""A town that is connected to the LINE server, and LINE's side of the webhook."""

import base64
import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from celery import current_app
from django.test import Client
from django.utils import timezone

from assistants.models import LineChannel
from tenants.public import Town, in_town
from tests.channels import emptied
from tests.line_server import LineServer

SECRET = "0123456789abcdef0123456789abcdef"


@dataclass
class Phone:
    """A reader's LINE: what is typed becomes a signed webhook to the town's host."""

    town: Town
    server: LineServer
    user: str = "U" + "1" * 32
    sent: list[dict[str, Any]] = field(default_factory=list)

    def event(self, kind: str = "message", *, age_seconds: float = 0, **more: Any) -> dict[str, Any]:
        """An event as LINE writes it."""
        event = {
            "type": kind,
            "mode": "active",
            "webhookEventId": uuid.uuid4().hex.upper()[:26],
            "timestamp": int((time.time() - age_seconds) * 1000),
            "source": {"type": "user", "userId": self.user},
            "replyToken": uuid.uuid4().hex,
            "deliveryContext": {"isRedelivery": False},
            **more,
        }
        self.sent.append(event)
        return event

    def deliver(self, *events: dict[str, Any], body: bytes | None = None, signature: str | None = None) -> Any:
        """Post a webhook."""
        content = body if body is not None else json.dumps({"destination": "U0", "events": list(events)}).encode()
        signed = base64.b64encode(hmac.new(SECRET.encode(), content, hashlib.sha256).digest()).decode()
        return Client(headers={"host": self.town.host}).post(
            "/line/webhook/",
            data=content,
            content_type="application/json",
            headers={"X-Line-Signature": signed if signature is None else signature},
        )

    def type(self, text: str, **more: Any) -> Any:
        """Send a text."""
        return self.deliver(self.event(message={"id": "1", "type": "text", "text": text}, **more))


@pytest.fixture
def line(doors: None, settings, monkeypatch) -> Iterator[LineServer]:
    """The LINE server; tasks run at once, pauses are short."""
    eager, current_app.conf.task_always_eager = current_app.conf.task_always_eager, True
    monkeypatch.setattr("assistants.line.send.PAUSES", (0, 0))
    monkeypatch.setattr("assistants.line.client.CALL_SECONDS", 0.5)
    with LineServer() as server:
        settings.LINE_API_URL = server.url
        yield server
    current_app.conf.task_always_eager = eager


def connected(index: int) -> Town:
    """A furnished town with a LINE account."""
    town = emptied(index)
    with in_town(town):
        LineChannel.objects.create(channel_secret=SECRET, access_token="line-token", updated_at=timezone.now())
    return town


@pytest.fixture
def phone(line: LineServer) -> Phone:
    """Somebody who writes to the first town."""
    return Phone(connected(0), line)
