"""Opens the demo consortium through the product's own doors; run again, it does what is still missing."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from assistants.public import dress, load_starter, write_canned, write_hotlines, write_past
from audit_log.public import SYSTEM
from knowledge.public import (
    Placement,
    SiteThere,
    add_site,
    import_synonyms,
    ingest,
    open_batch,
    receive_file,
    start_run,
)
from tenants.public import (
    OperatorThere,
    Town,
    TownUnknown,
    add_operator,
    ensure_consortium,
    find_town,
    host_of,
    in_town,
    open_town,
    settle,
    town_people,
    town_sections,
)
from yuimachi.demo.consulting import consult_references
from yuimachi.demo.content import SLUGS, DemoTown, WrittenDocument, demo_town
from yuimachi.demo.conversations import Takers, canned_replies, past_conversations
from yuimachi.demo.drafting import put_up_drafts
from yuimachi.demo.evaluating import put_up_topics
from yuimachi.demo.garbage import take_in_garbage
from yuimachi.demo.governing import note_questions, people_in_charge, versions
from yuimachi.demo.guides import guide
from yuimachi.demo.guiding import put_up_guides
from yuimachi.demo.launching import prepare_launch
from yuimachi.demo.library_adopting import share_templates
from yuimachi.demo.library_sharing import share
from yuimachi.demo.library_worth import prove_and_talk
from yuimachi.demo.operating import operate
from yuimachi.demo.pricing_plans import issue_papers, plan_prices
from yuimachi.demo.sharing_costs import divide_costs
from yuimachi.demo.spending import list_prices, spend

CONSORTIUM: Final = "結の郷広域生成AI協議会"
PASSWORD: Final = "yuimachi-demo-2026"  # noqa: S105  printed by `make demo`; the demo holds nothing secret
OPERATOR_EMAIL: Final = "operator@yuinosato.example"
OPERATOR_NAME: Final = "結城 運営"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of the demo that was not taken in: a defect of the demo."""

    town: str
    file_name: str
    state: str


def open_demo() -> list[Refused]:
    """Open consortium, operator and towns with all their content; returns what was refused (nothing, it is hoped)."""
    now = timezone.now()
    consortium_id = ensure_consortium(name=CONSORTIUM)
    with suppress(OperatorThere):
        add_operator(email=OPERATOR_EMAIL, name=OPERATOR_NAME, password=PASSWORD, consortium=CONSORTIUM, now=now)
    refused: list[Refused] = []
    towns: dict[str, Town] = {}
    for slug in SLUGS:
        written = demo_town(slug=slug)
        town = towns[slug] = _opened(written, consortium_id, now)
        with in_town(town):
            _settle(written, now)
            refused += _take_in(written, town, now)
            refused += _garbage(written, town, now)
            _add_site(written, now)
            put_up_guides(folder=written.faq.parent, now=now)
            load_starter(now=now)
            note_questions(folder=written.faq.parent, now=now)
            put_up_topics(written=written, now=now)
            put_up_drafts(written=written, now=now)
            _talk(written, now)
            consult_references(now=now)
            spend(slug=slug, town=town, now=now)
    list_prices(now=now)
    plan_prices(now=now)
    issue_papers(now=now)
    divide_costs(now=now)
    operate(now=now)
    share_templates(towns=towns, now=now)
    for slug, town in towns.items():
        share(written=demo_town(slug=slug), town=town, now=now)
    prove_and_talk(towns=towns, now=now)
    return refused


def _add_site(written: DemoTown, now: datetime) -> None:
    """The first town has a web site, served beside the demo; workers read it while people look around."""
    if written.slug != SLUGS[0] or not settings.DEMO_SITE:
        return
    section = next(section.id for section in town_sections() if section.key == "mura")
    values = {"release": True, "schedule": "daily", "hour": 3, "most_pages": 100, "section_id": section}
    with suppress(SiteThere):
        site_id = add_site(address=settings.DEMO_SITE, values=values, by=SYSTEM, now=now)
        start_run(site_id=site_id, by_id=None, now=now)


def _opened(written: DemoTown, consortium_id: int, now: datetime) -> Town:
    try:
        return find_town(words=written.municipality.code)
    except TownUnknown:
        admin = next(person for person in written.people if person.role == "admin")
        return open_town(
            municipality=written.municipality,
            consortium_id=consortium_id,
            admin_email=admin.email,
            admin_name=admin.name,
            host=host_of(slug=written.slug),
            opened_by=OPERATOR_NAME,
            now=now,
        ).town


def _settle(written: DemoTown, now: datetime) -> None:
    settle(
        profile=written.profile,
        sections=written.sections,
        people=written.people,
        password=PASSWORD,
        open_chat=True,
        now=now,
    )
    write_hotlines(hotlines=written.hotlines)
    dress(**guide(slug=written.slug))
    prepare_launch(written=written, now=now)


def _take_in(written: DemoTown, town: Town, now: datetime) -> list[Refused]:
    """Synonyms, FAQ sheet and documents, each owned by its desk; a file that is there already costs one hash."""
    sections = {section.key: section.id for section in town_sections()}
    import_synonyms(content=written.synonyms.read_bytes(), by=SYSTEM, person_id=None, now=now)
    faq = WrittenDocument(written.faq, f"{town.name} よくある質問", "", "residents", 1, None, None, "")
    batch_id, charge = open_batch(label="デモの資料", by_id=None), people_in_charge()
    refused = []
    for document in (faq, *written.documents):
        section = sections.get(document.section)
        state = _take_in_one(document, batch_id, section, charge.get(section or 0), now)
        if state not in {"held" if document.held else "done", "already_there"}:
            refused.append(Refused(town.name, document.path.name, state))
    return refused


def _garbage(written: DemoTown, town: Town, now: datetime) -> list[Refused]:
    """The structured rows beside the documents; owned by the desk whose duties name garbage."""
    desk = next((section.id for section in town_sections() if "ごみ" in section.duties), None)
    folder = written.documents[0].path.parent
    sentences = take_in_garbage(folder=folder, site=str(written.profile["site"]), section_id=desk, now=now)
    return [Refused(town.name, sentence, "garbage") for sentence in sentences]


def _talk(written: DemoTown, now: datetime) -> None:
    """Two months of the residents' chat; a town that has conversations already keeps them."""
    by_section = {section: (one.id, one.name) for one in town_people() for section in one.section_ids}
    sections = town_sections()
    past = past_conversations(written=written, sections=sections, takers=Takers(by_section), now=now)
    write_past(conversations=past, now=now)
    write_canned(replies=canned_replies(sections=sections), now=now)


def _take_in_one(
    document: WrittenDocument, batch_id: int, section_id: int | None, by_id: int | None, now: datetime
) -> str:
    placement = Placement(
        audience=document.audience,
        section_id=section_id,
        grade=document.grade,
        valid_from=document.valid_from,
        valid_until=_last_day(document, now),
        title=document.title,
        source_url=document.source_url,
    )
    told = "already_there"
    for file in versions(path=document.path, placement=placement, former=dict(document.former)):
        received = receive_file(
            file=file,
            file_name=document.path.name,
            batch_id=batch_id,
            placement=placement,
            by_id=by_id,
            release=True,
            now=now,
            enqueue=False,
        )
        if received.ingestion_id is None:
            return "already_there"
        state = ingest(ingestion_id=received.ingestion_id)
        told = state.value if state else "taken_by_another"
    return told


def _last_day(document: WrittenDocument, now: datetime) -> date | None:
    if document.ends_in_days is None:
        return document.valid_until
    return timezone.localdate(now) + timedelta(days=document.ends_in_days)
