"""A place of a walk as pages show it: the step, what was answered, the result with its desks."""

from typing import Any

from assistants.guiding.caution import caution_of
from assistants.guiding.walk import Place
from tenants.public import town_sections


def shown_place(*, place: Place) -> dict[str, Any]:
    """For a template: `step`, `labels`, `answers`, and of a result `found`: items with desk and caution."""
    done = place.step.kind == "result"
    desks = {section.key: section for section in town_sections()} if done else {}
    found = [
        (item, desks.get(item.desk), caution_of(item=item, desk=desks[item.desk].name if item.desk in desks else ""))
        for item in (place.items if done else ())
    ]
    return {"place": place, "step": place.step, "labels": place.labels, "done": done, "found": found}
