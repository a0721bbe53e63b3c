"""What other apps may use of tenancy."""

from tenants.access import (
    Access,
    access_for,
    access_of,
    access_of_request,
    access_through_door,
    actor_of,
    needs,
    needs_operator,
)
from tenants.announcing.write import announce
from tenants.api.acting import access_of_key, actor_of_key
from tenants.api.keyed_view import KeyedView, base_of, holder_of
from tenants.assessing_risk.decide import approve_risk_form
from tenants.assessing_risk.gate import launch_refused
from tenants.assessing_risk.write import FourViewpoints, write_risk_form
from tenants.benching.listed_towns import write_listed_towns
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
from tenants.border.enqueue import enqueue, enqueue_for_operator
from tenants.border.links import absolute_link
from tenants.border.open_work import mark_open_work, towns_with_open_work
from tenants.border.signing import sign, unsign
from tenants.border.town_task import OperatorTask, TownTask
from tenants.counting import count_this_minute, is_first_this_hour
from tenants.facts import (
    AnnouncementFacts,
    SectionFacts,
    TownPolicy,
    TownProfile,
    town_announcements,
    town_policy,
    town_profile,
    town_sections,
)
from tenants.find_town import TownUnknown, all_towns, find_town, town_of_schema
from tenants.grades import Grade, grade_name, grades_of, town_grades
from tenants.home_tiles import (
    FirstDayStep,
    HomeLink,
    HomeShelf,
    HomeTile,
    register_first_day_step,
    register_shelves,
    register_tiles,
)
from tenants.issuing_keys.check_key import KeyHolder, KeyRefused, check_key
from tenants.joining.door import sender_of
from tenants.joining.manage_people import PersonNotChanged, end_section_roles
from tenants.keeping_hours.opening_hours import OpeningHours, opening_hours
from tenants.members import ConsortiumFacts, MemberFacts, consortiums, member, members_of, note_population
from tenants.notifying.write import tell_towns
from tenants.opening.furnishing import register_furnisher
from tenants.opening.municipality_list import (
    ListedMunicipality,
    WrongCode,
    find_municipality,
    listed_municipalities,
)
from tenants.opening.open_town import OpenedTown, TownNotOpened, host_of, open_town
from tenants.opening.scratch import open_scratch_town, remove_scratch_town, scratch_town
from tenants.opening.settle import WrittenPerson, WrittenSection, open_chat, settle
from tenants.operating.alerts import AlertKind, AlertLevel, register_alert, register_town_alert
from tenants.operating.backups import note_backup
from tenants.operating.close import close_due_towns
from tenants.operating.figures import TownFigure, register_figure, register_month_figures
from tenants.operating.health import Check, register_check
from tenants.operating.past_months import write_past_months
from tenants.operating.set_up import OperatorThere, add_operator, ensure_consortium
from tenants.operating.take_figures import take_figures
from tenants.people_facts import PersonFacts, knowledge_keepers, town_people
from tenants.reaching import mail_addresses
from tenants.roles import Role
from tenants.supporting.grant import grant_support, operators_of, supporters_now
from tenants.supporting.scopes import Scope
from tenants.ways import Way, WayGroup, register_ways
from tenants.welcoming.tips import Tip, register_tips
from tenants.welcoming.tour import TourStep, register_tour_step

__all__ = [
    "Access",
    "AlertKind",
    "AlertLevel",
    "AnnouncementFacts",
    "Check",
    "ConsortiumFacts",
    "FirstDayStep",
    "FourViewpoints",
    "Grade",
    "HomeLink",
    "HomeShelf",
    "HomeTile",
    "KeyHolder",
    "KeyRefused",
    "KeyedView",
    "ListedMunicipality",
    "MemberFacts",
    "NoTown",
    "OpenedTown",
    "OpeningHours",
    "OperatorTask",
    "OperatorThere",
    "PersonFacts",
    "PersonNotChanged",
    "Role",
    "Scope",
    "SectionFacts",
    "Tip",
    "TourStep",
    "Town",
    "TownFigure",
    "TownNotOpened",
    "TownPolicy",
    "TownProfile",
    "TownTask",
    "TownUnknown",
    "Way",
    "WayGroup",
    "WrittenPerson",
    "WrittenSection",
    "WrongCode",
    "absolute_link",
    "access_for",
    "access_of",
    "access_of_key",
    "access_of_request",
    "access_through_door",
    "actor_of",
    "actor_of_key",
    "add_operator",
    "all_towns",
    "announce",
    "approve_risk_form",
    "base_of",
    "check_key",
    "close_due_towns",
    "consortiums",
    "count_this_minute",
    "current_place",
    "current_schema",
    "current_town",
    "end_section_roles",
    "enqueue",
    "enqueue_for_operator",
    "ensure_consortium",
    "find_municipality",
    "find_town",
    "grade_name",
    "grades_of",
    "grant_support",
    "holder_of",
    "host_of",
    "in_no_town",
    "in_public",
    "in_town",
    "is_first_this_hour",
    "knowledge_keepers",
    "launch_refused",
    "listed_municipalities",
    "mail_addresses",
    "mark_open_work",
    "member",
    "members_of",
    "needs",
    "needs_operator",
    "note_backup",
    "note_population",
    "open_chat",
    "open_scratch_town",
    "open_town",
    "opening_hours",
    "operators_of",
    "register_alert",
    "register_check",
    "register_figure",
    "register_first_day_step",
    "register_furnisher",
    "register_month_figures",
    "register_shelves",
    "register_tiles",
    "register_tips",
    "register_tour_step",
    "register_town_alert",
    "register_ways",
    "remove_scratch_town",
    "scratch_town",
    "sender_of",
    "settle",
    "sign",
    "supporters_now",
    "take_figures",
    "tell_towns",
    "town_announcements",
    "town_grades",
    "town_of_schema",
    "town_people",
    "town_policy",
    "town_profile",
    "town_sections",
    "towns_with_open_work",
    "unsign",
    "write_listed_towns",
    "write_past_months",
    "write_risk_form",
]
