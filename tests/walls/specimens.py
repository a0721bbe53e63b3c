"""What stands behind the blanks of addresses: rows of a town that carry a secret word, by the name of the blank.

A new blank in the URL map needs its line here, or the test of the walls fails and says so.
"""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone

from assistants.models import (
    Hotline,
    SuggestedQuestion,
)
from knowledge.models import (
    BulkChange,
    CrawlRun,
    Document,
    FaqEntry,
    Gap,
    GapQuestion,
    Ingestion,
    IngestionBatch,
    Passage,
    Site,
    Source,
    SynonymGroup,
    Version,
    Visit,
)
from knowledge.public import source_token
from llm_gateway.models import ModelEndpoint
from tenants.joining.invite import invite
from tenants.models import Membership, Person, Section, UseApproval
from tests.walls.secret import SECRET
from tests.walls.secret import count as _count
from tests.walls.specimens_billing import allocation, paper
from tests.walls.specimens_channels import (
    api_conversation,
    api_key,
    api_talk,
    canned_reply,
    handover,
    log_export,
    recorded_turn,
    report,
)
from tests.walls.specimens_garbage import garbage_item
from tests.walls.specimens_inquiries import inquiry, inquiry_file
from tests.walls.specimens_launch import announcement, guide, risk_form
from tests.walls.specimens_library import OF_THE_LIBRARY
from tests.walls.specimens_prompts import faq_pattern, prompt_result, prompt_template
from tests.walls.specimens_support import OF_SUPPORT
from tests.walls.specimens_topics import OF_TOPICS
from tests.walls.specimens_worth import OF_WORTH
from tests.walls.specimens_writing import WRITING

FAR_IDS = 700_000  # ids of the other town's rows start here, so that none of them exists at home


def far_ids() -> None:
    """Let every sequence of the entered town start far away from the ids of the other town."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()")
        for (name,) in cursor.fetchall():
            cursor.execute("SELECT setval(quote_ident(%s)::regclass, %s)", [name, FAR_IDS])


def section() -> Section:
    """A desk."""
    return Section.objects.create(key=f"secret-{next(_count)}", name=f"{SECRET}課{next(_count)}", phone="0999-90-7777")


def person() -> Person:
    """Somebody of the town hall."""
    return Person.objects.create_user(email=f"secret{next(_count)}@town.example", name=SECRET, password="irrelevant 1")


def document() -> Document:
    """A released document of one passage with its file."""
    number = next(_count)
    source = Source.objects.get_or_create(kind=Source.Kind.UPLOAD, name="files")[0]
    made = Document.objects.create(
        source=source,
        title=f"{SECRET}{number}",
        audience="residents",
        file_name=f"secret{number}.txt",
        approved_at=timezone.now(),
    )
    version = Version.objects.create(
        document=made,
        number=1,
        file=f"documents/secret{number}.txt",
        sha256=f"{number:064x}",
        size=3,
        content_type="text/plain",
    )
    Passage.objects.create(
        document=made, version=version, position=0, kind="paragraph", heading=SECRET, text=SECRET, digest="0" * 64
    )
    made.current_version = version
    made.save()
    return made


def passage() -> Passage:
    """A passage in service."""
    return Passage.objects.get(document=document())


def faq_entry() -> FaqEntry:
    """A curated entry."""
    return FaqEntry.objects.create(document=document(), question=SECRET, answer=SECRET)


def batch() -> IngestionBatch:
    """A batch with a held file."""
    made = IngestionBatch.objects.create(label=SECRET)
    version = Version.objects.get(document=document())
    Ingestion.objects.create(
        batch=made, version=version, file_name=f"{SECRET}.txt", state=Ingestion.State.HELD, queued_at=timezone.now()
    )
    return made


def bulk_change() -> BulkChange:
    """Many documents changed at once."""
    return BulkChange.objects.create(kind="edited", label=SECRET, at=timezone.now())


def site() -> Site:
    """A web site as a source."""
    number = next(_count)
    source = Source.objects.create(kind=Source.Kind.SITE, name=f"{SECRET}{number}")
    return Site.objects.create(source=source, address=f"https://secret{number}.example/")


def crawl_run() -> CrawlRun:
    """A reading of a site with a line in its report."""
    made = CrawlRun.objects.create(site=site(), queued_at=timezone.now(), state=CrawlRun.State.DONE, counts={"new": 1})
    Visit.objects.create(run=made, address="https://secret.example/1", label=SECRET, state="over", result="new")
    return made


def gap() -> Gap:
    """Something that could not be answered."""
    now = timezone.now()
    made = Gap.objects.create(label=SECRET, audience="residents", first_at=now, last_at=now, count=1)
    GapQuestion.objects.create(
        gap=made, turn_id=uuid.uuid4(), reason="not_found", text=SECRET, audience="residents", at=now
    )
    return made


def hotline() -> Hotline:
    """A hotline."""
    today = timezone.localdate()
    return Hotline.objects.create(
        kind="suicide",
        name=SECRET,
        number=f"0120-{next(_count)}",
        hours="24",
        source=SECRET,
        verified_on=today,
        expires_on=today + timedelta(days=9),
    )


def approval() -> UseApproval:
    """An application to use AI."""
    return UseApproval.objects.create(person=person(), purpose=SECRET, requested_at=timezone.now())


def endpoint() -> ModelEndpoint:
    """A model endpoint."""
    return ModelEndpoint.objects.create(name=f"{SECRET}{next(_count)}", base_url="http://127.0.0.1:9/v1", model=SECRET)


def invitation() -> Any:
    """An open invitation, as its maker knows it."""
    return invite(email=f"guest{next(_count)}@town.example", roles=("staff",), invited_by=SECRET, now=timezone.now())


def membership() -> Membership:
    """A role of somebody."""
    return Membership.objects.create(person=person(), role="staff", section=section())


def passkey() -> Authenticator:
    """A passkey, whose address allauth calls `pk`."""
    return Authenticator.objects.create(user=person(), type=Authenticator.Type.WEBAUTHN, data={"name": SECRET})


SPECIMENS: dict[str, Callable[[], object]] = {
    **WRITING,
    **OF_THE_LIBRARY,
    **OF_WORTH,
    "allocation_id": lambda: allocation().pk,
    "announcement_id": lambda: announcement().pk,
    "api_key_id": lambda: api_key().pk,
    "approval_id": lambda: approval().pk,
    "batch_id": lambda: batch().pk,
    "change_id": lambda: bulk_change().pk,
    "conversation": api_conversation,
    "document_id": lambda: document().pk,
    "edition_id": lambda: garbage_item().edition_id,
    "row_id": lambda: garbage_item().pk,
    "question_id": lambda: SuggestedQuestion.objects.create(text=f"{SECRET}{next(_count)}").pk,
    "endpoint_id": lambda: endpoint().pk,
    "entry_id": lambda: faq_entry().pk,
    "file_id": lambda: inquiry_file(person()).pk,
    "inquiry_id": lambda: inquiry(person()).pk,
    "form_id": lambda: risk_form().pk,
    "guide_id": lambda: guide().pk,
    "handover_id": lambda: handover().pk,
    "group_id": lambda: SynonymGroup.objects.create(words=[SECRET, f"語{next(_count)}"]).pk,
    "gap_id": lambda: gap().pk,
    "hotline_id": lambda: hotline().pk,
    "ingestion_id": lambda: Ingestion.objects.get(batch=batch()).pk,
    "invitation_id": lambda: invitation().invitation_id,
    "key": lambda: invitation().key,
    "pk": lambda: passkey().pk,
    "membership_id": lambda: membership().pk,
    "paper_id": lambda: paper().pk,
    "person_id": lambda: person().pk,
    "run_id": lambda: crawl_run().pk,
    "pattern_id": lambda: faq_pattern().pk,
    "prompt_id": lambda: prompt_template().pk,
    "result_id": lambda: prompt_result(person()).pk,
    "report_id": lambda: report().pk,
    "section_id": lambda: section().pk,
    "canned_id": lambda: canned_reply().pk,
    "export_id": lambda: log_export().pk,
    "talk": api_talk,
    "talk_key": lambda: handover().key,
    "site_id": lambda: crawl_run().site_id,
    "token": lambda: source_token(passage_id=passage().pk),
    **OF_SUPPORT,
    **OF_TOPICS,
    "turn_id": lambda: recorded_turn().pk,
    "version_number": lambda: 1,
}


def row_counts() -> dict[str, int]:
    """How many rows each table of the entered town has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
        tables = [row[0] for row in cursor.fetchall()]
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{t}', count(*) FROM {connection.ops.quote_name(t)}" for t in tables)
        )
        return dict(cursor.fetchall())


def contents() -> dict[str, str]:
    """A checksum of every table of the entered town, to see that nothing was written."""
    sums = {}
    with connection.cursor() as cursor:
        for table in row_counts():
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT md5(coalesce(string_agg(x::text, '|' ORDER BY x::text), '')) FROM {quoted} x")
            sums[table] = cursor.fetchone()[0]
    return sums
