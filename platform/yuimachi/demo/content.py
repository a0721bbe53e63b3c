"""Reads the written content of a demo town: profile.yaml, faq.csv, documents/, tray/."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from assistants.public import WrittenHotline
from tenants.public import ListedMunicipality, Role, WrittenPerson, WrittenSection

FOLDER: Final = Path(__file__).parent / "towns"
SLUGS: Final = ("kumoi", "shionagi", "wakabano")


@dataclass(frozen=True, slots=True)
class WrittenDocument:
    """One file of documents.yaml. `former`: new → old words of the version before; `ends_in_days`, not a last day,
    so that something always ends soon; `held`: the door keeps it until a person decides."""

    path: Path
    title: str
    section: str
    audience: str
    grade: int
    valid_from: date | None
    valid_until: date | None
    source_url: str
    former: Mapping[str, str] = field(default_factory=dict)
    ends_in_days: int | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class DemoTown:
    """Everything that is written of one town. `profile` holds values by field name of the town's profile."""

    slug: str
    municipality: ListedMunicipality
    profile: Mapping[str, Any]
    sections: tuple[WrittenSection, ...]
    people: tuple[WrittenPerson, ...]
    hotlines: tuple[WrittenHotline, ...]
    documents: tuple[WrittenDocument, ...]
    faq: Path
    synonyms: Path


@cache
def demo_town(*, slug: str) -> DemoTown:
    """The content of one town. Raises KeyError or ValueError when the files do not hold what they must."""
    folder = FOLDER / slug
    written = yaml.safe_load((folder / "profile.yaml").read_text(encoding="utf-8"))
    return DemoTown(
        slug=slug,
        municipality=ListedMunicipality(written["code"], written["name"], written["kana"], written["prefecture"]),
        profile=_profile(written),
        sections=tuple(_section(item) for item in written["sections"]),
        people=tuple(_person(item) for item in written["people"]),
        hotlines=tuple(_hotline(item) for item in written["hotlines"]),
        documents=_documents(folder / "documents") + _documents(folder / "tray"),
        faq=folder / "faq.csv",
        synonyms=folder / "synonyms.csv",
    )


def _profile(written: Mapping[str, Any]) -> dict[str, Any]:
    same = ("name_en", "kind", "character", "population", "households", "mayor", "mayor_title", "postal_code")
    more = ("address", "phone", "fax", "email", "site", "mascot", "districts", "garbage_areas", "suggested_questions")
    hours = written["hours"]
    return {
        **{key: written[key] for key in (*same, *more)},
        "weekday_hours": hours["weekdays"],
        "closed_days": hours["closed"],
        "extra_hours": hours.get("extra", ""),
    }


def _section(item: Mapping[str, Any]) -> WrittenSection:
    return WrittenSection(
        key=item["key"],
        name=item["name"],
        kana=item.get("kana", ""),
        phone=item["phone"],
        extension=str(item.get("extension", "")),
        floor=item.get("floor", ""),
        hours=item["hours"],
        duties=tuple(item["duties"]),
    )


def _person(item: Mapping[str, Any]) -> WrittenPerson:
    return WrittenPerson(
        name=item["name"],
        kana=item.get("kana", ""),
        email=item["email"],
        title=item.get("title", ""),
        section=item["section"],
        role=Role(item["role"]),
    )


def _hotline(item: Mapping[str, Any]) -> WrittenHotline:
    return WrittenHotline(
        kind=item["kind"],
        name=item["name"],
        number=str(item["number"]),
        hours=item["hours"],
        area=item.get("area", ""),
        source=item["source"],
        verified_on=item["verified_on"],
        expires_on=item["expires_on"],
    )


def _documents(folder: Path) -> tuple[WrittenDocument, ...]:
    items = yaml.safe_load((folder / "documents.yaml").read_text(encoding="utf-8"))
    return tuple(
        WrittenDocument(
            path=folder / item["file"],
            title=item["title"],
            section=item["section"],
            audience=item["audience"],
            grade=item["grade"],
            valid_from=item.get("valid_from"),
            valid_until=item.get("valid_until"),
            source_url=item.get("source_url") or "",
            former=item.get("former") or {},
            ends_in_days=item.get("ends_in_days"),
            held=item.get("held", False),
        )
        for item in items
    )
