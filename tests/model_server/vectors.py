"""The embedding and rerank models: pairs of characters hashed into a vector, the same in every run."""

import base64
import hashlib
import math
import struct
from typing import Any, Final

_DIMENSIONS: Final = 256


def vector(*, text: str, dimensions: int = _DIMENSIONS) -> list[float]:
    """A unit vector; texts that share pairs of characters are near."""
    numbers = [0.0] * dimensions
    for place in range(max(1, len(text) - 1)):
        digest = int.from_bytes(hashlib.blake2b(text[place : place + 2].encode(), digest_size=8).digest(), "big")
        numbers[digest % dimensions] += 1 if digest >> 63 else -1
    length = math.sqrt(sum(number * number for number in numbers)) or 1.0
    return [number / length for number in numbers]


def embeddings(*, body: dict[str, Any]) -> dict[str, Any]:
    """The answer of /v1/embeddings, floats or base64 as asked."""
    texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
    dimensions = int(body.get("dimensions") or _DIMENSIONS)
    data: list[dict[str, Any]] = []
    for index, text in enumerate(texts):
        numbers: Any = vector(text=text, dimensions=dimensions)
        if body.get("encoding_format") == "base64":
            numbers = base64.b64encode(struct.pack(f"<{dimensions}f", *numbers)).decode()
        data.append({"object": "embedding", "index": index, "embedding": numbers})
    tokens = sum(map(len, texts))
    return {
        "object": "list",
        "data": data,
        "model": body["model"],
        "usage": {"prompt_tokens": tokens, "total_tokens": tokens},
    }


def ranking(*, body: dict[str, Any]) -> dict[str, Any]:
    """The answer of /v1/rerank: passages by likeness to the query, best first."""
    asked = vector(text=body["query"])
    scores = [sum(a * b for a, b in zip(asked, vector(text=passage), strict=True)) for passage in body["documents"]]
    order = sorted(range(len(scores)), key=lambda index: -scores[index])[: body.get("top_n") or len(scores)]
    return {
        "id": "rerank-1",
        "model": body["model"],
        "results": [{"index": index, "relevance_score": scores[index]} for index in order],
    }
