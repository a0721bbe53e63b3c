"""What every answer carries: policy, number, caching."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("frame_only", "registry")


@pytest.fixture
def answer():
    return Client().get("/style/", headers={"Accept-Language": "ja"})


def test_scripts_run_only_with_the_nonce_of_their_request(answer):
    policy = answer["Content-Security-Policy"]
    nonce = re.search(r"script-src 'nonce-([^']+)'(;|$)", policy)[1]
    scripts = re.findall(r"<script[^>]*>", answer.content.decode())
    assert len(scripts) == 3
    assert all(f'nonce="{nonce}"' in script and 'src="/static/' in script for script in scripts)
    assert nonce not in Client().get("/style/")["Content-Security-Policy"]


def test_the_policy_has_no_exception_and_no_stranger(answer):
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    for part in (
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'self'",
    ):
        assert part in policy


def test_every_answer_has_a_number_and_nobody_else_chooses_it():
    first, second = (Client().get("/bare/", headers={"X-Request-ID": "mine"})["X-Request-ID"] for _ in range(2))
    assert first != second
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", first)


def test_a_page_of_somebody_signed_in_is_kept_nowhere(settings):
    client = Client()
    assert "Cache-Control" not in client.get("/bare/")
    client.cookies[settings.SESSION_COOKIE_NAME] = "abc"
    assert client.get("/bare/")["Cache-Control"] == "no-store, private"


def test_a_view_may_set_its_own_header():
    answer = Client().get("/bare/")
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "camera=()" in answer["Permissions-Policy"]
