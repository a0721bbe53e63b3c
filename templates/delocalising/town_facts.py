"""What the entered town knows of itself, gathered for looking through its texts."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from templates.delocalising.local_fact import LocalFacts
from tenants.public import current_town, member, town_people, town_profile, town_sections

_EVERYBODYS: Final = frozenset({"", "gmail.com", "yahoo.co.jp", "outlook.jp", "outlook.com", "localhost"})


def town_facts() -> LocalFacts:
    """The entered town's names, people, desks, phones, mails, addresses and hosts; seven queries at most."""
    town = current_town()
    facts, profile, desks, people = member(town_id=town.id), town_profile(), town_sections(), town_people()
    hosts = [town.host.split(":")[0], urlsplit(profile.site).hostname or ""]
    emails = [profile.email, *(person.email for person in people)]
    hosts += [mail.rpartition("@")[2] for mail in emails]
    return LocalFacts(
        name=town.name,
        kana=facts.kana if facts else "",
        name_en=profile.name_en,
        prefecture=facts.prefecture if facts else "",
        mayor=profile.mayor,
        people=_filled(person.name for person in people),
        desks=_filled(desk.name for desk in desks),
        phones=_filled([profile.phone, profile.fax, *(desk.phone for desk in desks)]),
        emails=_filled(emails),
        addresses=_filled([profile.address, *profile.districts]),
        hosts=_filled(host for host in hosts if host not in _EVERYBODYS),
    )


def _filled(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
