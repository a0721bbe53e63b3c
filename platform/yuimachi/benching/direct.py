"""The model asked as programs ask it, directly or through a proxy: when its first sentence stands whole."""

import http.client
import json
import time

from yuimachi.benching.residents import Asked
from yuimachi.benching.spoken import END_OF_SENTENCE


def ask_directly(*, port: int, passage: str, question: str) -> Asked:
    """Stream one answer from the model server; `first_seconds` is when its first sentence with its mark was there."""
    messages = [{"role": "user", "content": f"資料\n[[P1]] {passage}\n\n質問\n{question}"}]
    body = json.dumps({"model": "bench", "stream": True, "messages": messages})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    began = time.monotonic()
    try:
        connection.request("POST", "/v1/chat/completions", body, {"Content-Type": "application/json"})
        return _read(connection.getresponse(), began)
    except (OSError, http.client.HTTPException) as broken:
        return Asked(0.0, time.monotonic() - began, repr(broken))
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse, began: float) -> Asked:
    first, text = 0.0, ""
    for line in response:
        if not line.startswith(b"data: {"):
            continue
        choices = json.loads(line[6:]).get("choices") or [{}]
        text += choices[0].get("delta", {}).get("content") or ""
        if not first and END_OF_SENTENCE in text:
            first = time.monotonic() - began
    total = time.monotonic() - began
    failed = "" if text else f"{response.status} empty"
    return Asked(first or total, total, failed, began + (first or total))
