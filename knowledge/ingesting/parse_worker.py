"""The parser process: takes files from a pipe, answers with documents, and dies rather than grow. Django-free."""

import json
import resource
import sys
from multiprocessing.connection import Connection
from typing import Any

from knowledge.ingesting.file_types import FileType
from knowledge.ingesting.limits import Limits
from knowledge.ingesting.parsed import ParsedDocument, to_plain
from knowledge.ingesting.parsers.faq_columns import FaqColumns
from knowledge.ingesting.parsers.pdf_pages import OnPage
from knowledge.ingesting.parsers.registry import parse_content
from knowledge.ingesting.refused import FailureCode, Refused


def serve(*, pipe: Connection) -> None:
    """Answer files until the other end closes the pipe."""
    while True:
        try:
            job = json.loads(pipe.recv_bytes())
            content = pipe.recv_bytes()
        except EOFError:
            return
        pipe.send_bytes(_written(_answer(job, content, pipe)))


def _answer(job: dict[str, Any], content: bytes, pipe: Connection) -> dict[str, Any]:
    try:
        document = _parse(job, content, on_ocr=lambda number: pipe.send_bytes(_written({"at_work": number})))
    except Refused as refused:
        return {"refused": refused.code.value, "detail": refused.detail}
    except MemoryError:
        return {"refused": FailureCode.OUT_OF_MEMORY.value, "detail": ""}
    except RecursionError:
        return {"refused": FailureCode.BROKEN.value, "detail": ""}
    return {"document": to_plain(document=document)}


def _parse(job: dict[str, Any], content: bytes, *, on_ocr: OnPage) -> ParsedDocument:
    limits = Limits(**job["limits"])
    columns = FaqColumns(**job["columns"]) if job["columns"] else None
    document = parse_content(
        content=content, name=job["name"], kind=FileType(job["kind"]), columns=columns, limits=limits, on_ocr=on_ocr
    )
    length = sum(len(block.text) for block in document.blocks) + sum(len(row.answer) for row in document.faq_rows)
    if length > limits.characters:
        raise Refused(FailureCode.TOO_MUCH_TEXT, f"{length:,}")
    return document


def _written(reply: dict[str, Any]) -> bytes:
    return json.dumps(reply).encode("utf-8", "surrogatepass")


def limit_resources(*, memory_bytes: int) -> None:
    """No more memory than this, no file written, no core dump."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    limit_resources(memory_bytes=int(sys.argv[2]))
    serve(pipe=Connection(int(sys.argv[1])))
