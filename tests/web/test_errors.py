"""Pages for what went wrong."""

import json
import logging

import pytest
from django.template import TemplateDoesNotExist
from django.test import Client

from web import errors
from web.request_id import NO_REQUEST, RequestIdFilter, current_request_id, enter_request_id

pytestmark = pytest.mark.usefixtures("frame_only", "registry")


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False, headers={"Accept-Language": "ja"})


def test_a_bug_shows_the_number_that_stands_in_the_log(client, caplog):
    caplog.handler.addFilter(RequestIdFilter())
    with caplog.at_level(logging.ERROR, logger="django.request"):
        answer = client.get("/fail/", headers={"Accept": "text/html"})
    assert answer.status_code == 500
    assert answer["X-Request-ID"] in answer.content.decode()
    assert {record.request_id for record in caplog.records if record.exc_info} == {answer["X-Request-ID"]}
    assert "RuntimeError" not in answer.content.decode()


def test_a_missing_page_says_what_to_do_next(client):
    answer = client.get("/nowhere/", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.status_code == 404
    assert "ページが見つかりません" in answer.content.decode()
    assert "/nowhere/" not in answer.content.decode()


def test_programs_get_json_and_terminals_text(client):
    answer = client.get("/nowhere/", headers={"Accept": "application/json"})
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert json.loads(answer.content)["error"] == "not_found"
    assert json.loads(answer.content)["request_id"] == answer["X-Request-ID"]
    text = client.get("/nowhere/", headers={"Accept": "text/plain"})
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert text["X-Request-ID"] in text.content.decode()


def test_a_form_without_its_token_is_told_so_and_not_executed():
    answer = Client(enforce_csrf_checks=True, headers={"Accept-Language": "ja"}).post("/language/", {"language": "en"})
    assert answer.status_code == 403
    assert "もう一度お試しください" in answer.content.decode()


@pytest.mark.parametrize("failure", [TemplateDoesNotExist("x"), ValueError("no manifest entry")])
def test_when_even_the_page_cannot_be_drawn_there_is_an_answer(monkeypatch, failure):
    def fail(*args, **kwargs):
        raise failure

    monkeypatch.setattr(errors, "render_to_string", fail)
    answer = errors.show_trouble(request=None, code="server_error")
    assert answer.status_code == 500
    assert "問題が起きました" in answer.content.decode()


@pytest.mark.parametrize("code", list(errors.TROUBLES))
def test_every_trouble_has_a_page_without_a_request(code):
    answer = errors.show_trouble(request=None, code=code)
    page = answer.content.decode()
    assert answer.status_code == errors.TROUBLES[code].status
    assert "<script" not in page
    assert str(errors.TROUBLES[code].step) in page


def test_outside_of_a_request_there_is_no_number():
    import contextvars

    def inside() -> str:
        enter_request_id(request_id="7K3QM-9XTDA")
        return current_request_id()

    assert contextvars.Context().run(current_request_id) == NO_REQUEST
    assert contextvars.Context().run(inside) == "7K3QM-9XTDA"
