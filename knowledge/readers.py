"""Which documents somebody may see, edit and approve on the pages: loaded through these conditions, never after."""

from django.db.models import Exists, F, OuterRef, Q

from knowledge.models import Audience, Ingestion
from knowledge.retrieving.found import Asker
from tenants.public import Access, town_policy, town_sections

HIGHEST_GRADE = 5  # the pages show staff every grade; audience and section decide
_MY_NUMBER = "my_number"  # FindingKind.MY_NUMBER, as it is stored
_WHOLE_TOWN = "policy.edit"  # admin, responsible officer, deputy: every section's knowledge


def readable_by(*, access: Access | None) -> Q:
    """Documents whose text a person may read; `access` None: a resident."""
    if access is None or not access.may("knowledge.read"):
        return Q(audience=Audience.RESIDENTS, grade=1)
    if access.may(_WHOLE_TOWN):
        return Q()
    return ~Q(audience=Audience.SECTION) | Q(section__in=sorted(access.section_ids))


def editable_by(*, access: Access) -> Q:
    """Documents that a person may change: those of the own sections, all for whoever looks after the whole town."""
    if not access.may("knowledge.edit"):
        return Q(pk__in=[])
    return Q() if access.may(_WHOLE_TOWN) else Q(section__in=sorted(access.edited_section_ids))


def listed_for(*, access: Access) -> Q:
    """Documents that the pages of knowledge show: what waits for approval only to those who edit or approve it."""
    if access.may(_WHOLE_TOWN):
        return readable_by(access=access)
    own = editable_by(access=access) | approvable_by(access=access)
    return readable_by(access=access) & (Q(approved_at__isnull=False) | own)


def listed_rows_for(*, access: Access) -> Q:
    """Garbage editions that the pages show: unreleased ones only to those who edit or approve them."""
    return Q(approved_at__isnull=False) | editable_by(access=access) | approvable_by(access=access)


def taken_in() -> Q:
    """Versions that were let in: a file that is held, waits or failed its checks is handed out by nobody but review."""
    return Q(ingestions__state=Ingestion.State.DONE) | Q(pk=F("document__current_version"))


def file_closed(*, edits: bool) -> Q:
    """Versions whose file still says what a reviewer kept out. Who edits may open it, unless that may be a My Number:
    such a number is shown to nobody."""
    if not edits:
        return Q(left_out__gt=0)
    doubted = Ingestion.objects.filter(version=OuterRef("pk"), findings__contains=[{"kind": _MY_NUMBER}])
    return Q(Exists(doubted), left_out__gt=0)


def approvable_by(*, access: Access) -> Q:
    """Documents that a person may approve: a section head those of the own sections."""
    if not access.may("knowledge.approve"):
        return Q(pk__in=[])
    return Q() if access.may(_WHOLE_TOWN) else Q(section__in=sorted(access.approved_section_ids))


def not_by(*, access: Access, maker: str) -> Q:
    """With the town's four-eyes rule: what somebody else made (`maker` leads to the person), else everything.

    One query.
    """
    return ~Q(**{maker: access.person_id}) if town_policy().four_eyes else Q()


def gaps_of(*, access: Access) -> Q:
    """Gaps that a person sees: those of the own sections and of no section, all for whoever looks after the town.

    A gap that was joined into another is seen there only.
    """
    if not access.may("gaps.see"):
        return Q(pk__in=[])
    own = Q() if access.may(_WHOLE_TOWN) else Q(section=None) | Q(section__in=sorted(access.section_ids))
    return own & Q(joined_into=None)


def sections_to_file_under(*, access: Access) -> frozenset[int] | None:
    """Sections under which a person may file a document; None: any, and the town as a whole."""
    return None if access.may(_WHOLE_TOWN) else access.edited_section_ids


def may_approve_for(*, access: Access, section_id: int | None) -> bool:
    """Whether what this person files under a section is approved by their own hand; never with four eyes."""
    if not access.may("knowledge.approve") or town_policy().four_eyes:
        return False
    return access.may(_WHOLE_TOWN) or section_id in access.approved_section_ids


def staff_asker(*, access: Access) -> Asker:
    """For whom the pages search: a person of their sections, of every section for whoever looks after the town."""
    own = frozenset(one.id for one in town_sections()) if access.may(_WHOLE_TOWN) else access.section_ids
    return Asker("staff", section_ids=own, highest_grade=HIGHEST_GRADE)
