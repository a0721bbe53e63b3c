"""The guides a demo town made, published."""

from datetime import datetime
from pathlib import Path

import yaml

from assistants.public import put_up_guide
from audit_log.public import SYSTEM


def put_up_guides(*, folder: Path, now: datetime) -> None:
    """Publish the guides of guides.yaml; one that is there already stays as it is."""
    for plain in yaml.safe_load((folder / "guides.yaml").read_text(encoding="utf-8")):
        put_up_guide(plain=plain, actor=SYSTEM, now=now)
