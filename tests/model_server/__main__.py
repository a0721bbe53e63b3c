"""`python -m tests.model_server --port 8801 --words-per-second 20`: the model server for benchmarks and browsers."""

import argparse
import asyncio
import contextlib

from tests.model_server.behaviour import Behaviour, Fault
from tests.model_server.running import serve_forever


def main() -> None:
    """Read the command line and serve until interrupted."""
    parser = argparse.ArgumentParser(description="An OpenAI-compatible model server for tests.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--words-per-second", type=float, default=0.0, help="0: as fast as possible")
    parser.add_argument("--first-seconds", type=float, default=0.0, help="wait before the first word")
    parser.add_argument("--text", default=None, help="say this instead of reading the prompt")
    parser.add_argument("--fault", choices=[str(fault) for fault in Fault], default="good")
    given = parser.parse_args()
    always = Behaviour(
        fault=Fault(given.fault),
        text=given.text,
        first_seconds=given.first_seconds,
        word_seconds=1 / given.words_per_second if given.words_per_second else 0.0,
    )
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve_forever(port=given.port, always=always))


if __name__ == "__main__":
    main()
