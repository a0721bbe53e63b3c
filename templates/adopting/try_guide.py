"""A shared guide made ready for walking in this town: its desks, and no link that has no address yet."""

from collections.abc import Mapping
from typing import Any, Final

from templates.adopting.local_guide import with_desks

_ADDRESS: Final = "https://"


def guide_to_try(*, body: Mapping[str, Any]) -> dict[str, Any]:
    """The body (as `preview.as_read` gives it) as a guide that can be walked. One query."""
    steps = [
        {**step, "items": [_item(item) for item in step["items"]]} if step.get("items") else step
        for step in body.get("steps", ())
    ]
    return with_desks(body={**body, "steps": steps})


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    link = str(item.get("link") or "")
    return {**item, "link": link if link.startswith(_ADDRESS) else ""}
