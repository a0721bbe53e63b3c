"""What the entered town says of itself, as frozen facts for other apps: profile, policy, desks."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from tenants.models import Announcement, Policy, Profile, Section

_MOST_ANNOUNCEMENTS: Final = 3


@dataclass(frozen=True, slots=True)
class TownPolicy:
    """The switches of the town."""

    highest_grade_entered: int
    mfa_forced: bool
    allowed_networks: tuple[str, ...]
    resident_chat_open: bool
    resident_chat_closed_reason: str
    models_allowed: bool
    log_retention_days: int
    four_eyes: bool = False


@dataclass(frozen=True, slots=True)
class TownProfile:
    """What the town is and how it is reached."""

    name_en: str
    mayor: str
    mayor_title: str
    address: str
    phone: str
    site: str
    weekday_hours: str
    closed_days: str
    extra_hours: str
    mascot: dict[str, str]
    districts: tuple[str, ...]
    suggested_questions: dict[str, list[str]]
    postal_code: str = ""
    fax: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """One desk of the town hall that is not closed."""

    id: int
    key: str
    name: str
    phone: str
    extension: str
    floor: str
    hours: str
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnnouncementFacts:
    """A notice for residents; `level` is a word of the page's banners: info, warning, error."""

    level: str
    title: str
    text: str
    link: str
    link_label: str


def town_announcements(*, today: date) -> tuple[AnnouncementFacts, ...]:
    """What residents are told today, the newest first; one query."""
    return tuple(
        AnnouncementFacts(row.level, row.title, row.text, row.link, row.link_label)
        for row in Announcement.objects.shown(today=today)[:_MOST_ANNOUNCEMENTS]
    )


def town_policy() -> TownPolicy:
    """The policy of the entered town; one query."""
    row = Policy.objects.get(pk=1)
    return TownPolicy(
        highest_grade_entered=row.highest_grade_entered,
        mfa_forced=row.mfa_forced,
        allowed_networks=tuple(row.allowed_networks),
        resident_chat_open=row.resident_chat_open,
        resident_chat_closed_reason=row.resident_chat_closed_reason,
        models_allowed=row.models_allowed,
        log_retention_days=row.log_retention_days,
        four_eyes=row.four_eyes,
    )


def town_profile() -> TownProfile:
    """The profile of the entered town; one query."""
    row = Profile.objects.get(pk=1)
    return TownProfile(
        name_en=row.name_en,
        mayor=row.mayor,
        mayor_title=row.mayor_title,
        address=row.address,
        phone=row.phone,
        site=row.site,
        weekday_hours=row.weekday_hours,
        closed_days=row.closed_days,
        extra_hours=row.extra_hours,
        mascot=row.mascot,
        districts=tuple(row.districts),
        suggested_questions=row.suggested_questions,
        postal_code=row.postal_code,
        fax=row.fax,
        email=row.email,
    )


def town_sections() -> tuple[SectionFacts, ...]:
    """The open desks of the entered town in their order; one query."""
    return tuple(
        SectionFacts(s.pk, s.key, s.name, s.phone, s.extension, s.floor, s.hours, tuple(s.duties))
        for s in Section.objects.filter(closed_on=None)
    )
