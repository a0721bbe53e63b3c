"""The digest of what is frozen: a paper, a calculation sheet."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def digest_of(*, content: Mapping[str, Any]) -> str:
    """SHA-256 of the content as canonical JSON, the same wherever it is computed."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
