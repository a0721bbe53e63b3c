"""A LiteLLM proxy in front of the same model, for comparison: a bare gateway without a town, a search or a check.

It is in no list of requirements: docs/benchmarks.md says how it is installed beside the product.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psutil

from yuimachi.benching.served import free_port, process

WORKERS: Final = 2  # as many as the product has
_START_SECONDS: Final = 240.0
# Each worker fetches the list of prices otherwise and is ended as hung while it waits for it.
_OFFLINE: Final = {"LITELLM_LOCAL_MODEL_COST_MAP": "True"}


@contextmanager
def litellm_proxy(*, command: Path, model_port: int) -> Iterator[tuple[int, psutil.Process]]:
    """Its port and its process. Raises FileNotFoundError when it is not there, RuntimeError when it does not start."""
    if not command.exists():
        raise FileNotFoundError(2, "no LiteLLM", str(command))
    port = free_port()
    params = {"model": "openai/bench", "api_base": f"http://127.0.0.1:{model_port}/v1", "api_key": "bench"}
    config = {
        "model_list": [{"model_name": "bench", "litellm_params": params}],
        "litellm_settings": {"telemetry": False, "num_retries": 0},
        # It listens on loopback for as long as the bench lasts.
        "general_settings": {"dangerously_permit_weak_or_unset_master_key": True},
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "litellm.yaml")
        path.write_text(json.dumps(config))  # JSON is YAML
        listening = ("--host", "127.0.0.1", "--port", str(port), "--num_workers", str(WORKERS))
        words = (str(command), "--config", str(path), *listening)
        with process(words=words, port=port, environment={**os.environ, **_OFFLINE}, seconds=_START_SECONDS) as server:
            yield port, server
