"""Takes one file of this machine in at once, without a worker; for commands, the demo and benches."""

from datetime import datetime
from pathlib import Path

from knowledge.ingesting.receive import Placement, open_batch
from knowledge.ingesting.run_here import Taken, receive_path, run_jobs


def ingest_file(
    *,
    path: Path,
    placement: Placement,
    now: datetime,
    file_name: str = "",
    release: bool = False,
    accept_findings: bool = False,
    by_id: int | None = None,
) -> Taken:
    """Receive and run one file in the entered town; returns how it ended, never raises for a bad file.

    `file_name` (default: the path's own) makes it the next version of the document that has this name in the same
    source. `release` approves it, `accept_findings` lets in what the door would hold for a person.
    """
    received = receive_path(
        path=path,
        file_name=file_name or path.name,
        batch_id=open_batch(label=path.name, by_id=by_id),
        placement=placement,
        release=release,
        accept_findings=accept_findings,
        now=now,
        by_id=by_id,
    )
    return received if isinstance(received, Taken) else run_jobs(received=[received], threads=1)[0]
