"""What other apps may use of tenancy."""

from tenants.access import Access, access_for, access_of, needs, needs_operator
from tenants.border.current import (
    NoTown,
    Town,
    current_place,
    current_schema,
    current_town,
    in_no_town,
    in_public,
    in_town,
)
from tenants.border.enqueue import enqueue
from tenants.border.links import absolute_link
from tenants.border.open_work import mark_open_work, towns_with_open_work
from tenants.border.signing import sign, unsign
from tenants.border.town_task import OperatorTask, TownTask
from tenants.facts import (
    SectionFacts,
    TownPolicy,
    TownProfile,
    town_policy,
    town_profile,
    town_sections,
)
from tenants.find_town import TownUnknown, all_towns, find_town, town_of_schema
from tenants.home_tiles import FirstDayStep, HomeTile, register_first_day_step, register_tiles
from tenants.roles import Role

__all__ = [
    "Access",
    "FirstDayStep",
    "HomeTile",
    "NoTown",
    "OperatorTask",
    "Role",
    "SectionFacts",
    "Town",
    "TownPolicy",
    "TownProfile",
    "TownTask",
    "TownUnknown",
    "absolute_link",
    "access_for",
    "access_of",
    "all_towns",
    "current_place",
    "current_schema",
    "current_town",
    "enqueue",
    "find_town",
    "in_no_town",
    "in_public",
    "in_town",
    "mark_open_work",
    "needs",
    "needs_operator",
    "register_first_day_step",
    "register_tiles",
    "sign",
    "town_of_schema",
    "town_policy",
    "town_profile",
    "town_sections",
    "towns_with_open_work",
    "unsign",
]
