"""The model asked directly, beside the product in the same run: when its first sentence stands whole."""

import http.client
import json
import time
from typing import Final

from yuimachi.benching.residents import Asked

_END_OF_SENTENCE: Final = "]]"  # the mark of the source ends a sentence as the product can show it


def ask_directly(*, port: int, passage: str, question: str) -> Asked:
    """Stream one answer from the model server; `first_seconds` is when its first sentence with its mark was there."""
    messages = [{"role": "user", "content": f"資料\n[[P1]] {passage}\n\n質問\n{question}"}]
    body = json.dumps({"model": "bench", "stream": True, "messages": messages})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    began = time.perf_counter()
    try:
        connection.request("POST", "/v1/chat/completions", body, {"Content-Type": "application/json"})
        return _read(connection.getresponse(), began)
    except (OSError, http.client.HTTPException) as broken:
        return Asked(0.0, time.perf_counter() - began, repr(broken))
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse, began: float) -> Asked:
    first, text = 0.0, ""
    for line in response:
        if not line.startswith(b"data: {"):
            continue
        choices = json.loads(line[6:]).get("choices") or [{}]
        text += choices[0].get("delta", {}).get("content") or ""
        if not first and _END_OF_SENTENCE in text:
            first = time.perf_counter() - began
    total = time.perf_counter() - began
    return Asked(first or total, total, "" if text else f"{response.status} empty")
