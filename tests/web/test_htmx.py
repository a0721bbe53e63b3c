"""Replies to htmx."""

import json

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import RequestFactory

from web.htmx import move_to, render_page, stop_polling, wants_piece, with_toast

PIECE = {"HX-Request": "true"}
PAGE, PART = "web/style/plain.html", "web/style/progress.html"


def ask(**headers: str):
    request = RequestFactory().get("/", headers=headers)
    request._messages = CookieStorage(request)
    return request


@pytest.mark.parametrize(
    ("headers", "piece"),
    [
        ({}, False),
        (PIECE, True),
        ({**PIECE, "HX-Boosted": "true"}, False),
        ({**PIECE, "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_only_a_plain_htmx_request_wants_a_piece(headers, piece):
    assert wants_piece(request=ask(**headers)) is piece


def test_the_same_view_gives_the_page_to_a_browser_and_the_piece_to_htmx():
    context = {"done": 40, "poll": "/more/"}
    whole = render_page(request=ask(), page=PAGE, piece=PART, context=context)
    part = render_page(request=ask(**PIECE), page=PAGE, piece=PART, context=context)
    assert "<!doctype html>" in whole.content.decode()
    assert part.content.decode().lstrip().startswith('<div class="progress"')
    assert "HX-Request" in whole["Vary"]
    assert "HX-Request" in part["Vary"]


def test_flash_messages_travel_with_the_piece():
    request = ask(**PIECE)
    messages.error(request, "ファイルが <大きすぎ> ます")
    body = render_page(request=request, page=PAGE, piece=PART, context={"done": 1}).content.decode()
    assert 'id="messages" hx-swap-oob="innerHTML"' in body
    assert "ファイルが &lt;大きすぎ&gt; ます" in body
    assert "banner--error" in body


def test_moving_on_is_a_redirect_for_browsers_and_a_header_for_htmx():
    assert move_to(request=ask(), to="/next/").status_code == 302
    answer = move_to(request=ask(**PIECE), to="/next/")
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/next/")


def test_polling_ends_with_286_and_the_same_body():
    stopped = stop_polling(response=HttpResponse("終わり", headers={"Vary": "HX-Request"}))
    assert (stopped.status_code, stopped.content.decode(), stopped["Vary"]) == (286, "終わり", "HX-Request")


def test_a_toast_travels_in_an_ascii_header():
    header = with_toast(response=HttpResponse(), text="保存しました。")["HX-Trigger"]
    assert header.isascii()
    assert json.loads(header) == {"yui:toast": {"text": "保存しました。", "kind": "success"}}
