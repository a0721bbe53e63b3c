"""What shows a demo town at work on its knowledge: people in charge, a former version, questions without an answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final
from uuid import NAMESPACE_URL, uuid5

import yaml
from django.core.files import File

from knowledge.public import Placement, knows_file, note_gap, sort_gaps
from tenants.public import knowledge_keepers, town_people, town_sections

_ASKED_AT: Final = timedelta(hours=10, minutes=17)  # apart from each other, so that no two stand at one moment


def people_in_charge() -> dict[int, int]:
    """Somebody for each section that has people, by the section's id: its head or editor, else whoever works there."""
    sections = {section.id for section in town_sections()}
    keepers = knowledge_keepers(section_ids=sections)
    chosen = {section: person.id for person in town_people() for section in person.section_ids if section in sections}
    return chosen | {section: people[0] for section, people in keepers.items() if section and people}


def versions(*, path: Path, placement: Placement, former: dict[str, str]) -> "Iterator[File[bytes]]":
    """The file, and before it, while the town does not know it yet, how it read before: `former` is new → old words."""
    content = path.read_bytes()
    if former and not knows_file(file_name=path.name, placement=placement):
        text = content.decode()
        for new, old in former.items():
            text = text.replace(new, old)
        yield File(BytesIO(text.encode()), name=path.name)
    yield File(BytesIO(content), name=path.name)


def note_questions(*, folder: Path, now: datetime) -> int:
    """The questions of gaps.yaml as if they had been asked on those days; told again, they are not counted again."""
    written = yaml.safe_load((folder / "gaps.yaml").read_text(encoding="utf-8"))
    sections = {section.key: section.id for section in town_sections()}
    for place, item in enumerate(written):
        for number, days in enumerate(item["days_ago"]):
            questions = item["questions"]
            note_gap(
                turn_id=uuid5(NAMESPACE_URL, f"{folder.name}/{place}/{number}"),
                question=questions[number % len(questions)],
                reason=item.get("reason", "not_found"),
                audience=item.get("audience", "residents"),
                section_id=sections.get(item.get("section", "")),
                at=now - timedelta(days=days) - _ASKED_AT * (place % 3) / 3,
            )
    return sort_gaps(now=now)
