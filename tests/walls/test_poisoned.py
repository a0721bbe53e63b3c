"""Poisoned files, hostile texts and people who reach for what is not theirs."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from assistants.conversing import client_key
from assistants.crisis.recognise import recognised
from assistants.injection.screen import screened
from audit_log.public import SYSTEM
from knowledge.citing.tokens import source_token
from knowledge.editing.documents import edit_document
from knowledge.ingesting.instructions import instruction_in
from knowledge.ingesting.pipeline import ingest
from knowledge.models import Document, FaqEntry, Ingestion, IngestionBatch, Passage
from knowledge.readers import editable_by
from knowledge.retrieving.normalise import normalise
from llm_gateway.public import EndpointKind, EndpointValues, save_endpoint, trial_endpoint
from pii_masking.public import find_personal_data
from tenants.access import access_of
from tenants.models import Membership, Policy, Section
from tenants.opening.municipality_list import ListedMunicipality
from tenants.public import Role, Town, TownNotOpened, in_public, open_town
from tests.builders.documents import LEAFLET, hand_in, take_in
from tests.towns import People

NOW = datetime(2026, 11, 24, tzinfo=UTC)
MY_NUMBER = "123456789018"  # a made-up one with a right check digit
SCRIPT = "<script>alert(1)</script>"
POISON = f"""# {SCRIPT} <img src=x onerror=alert(1)>

## "><svg onload=alert(1)> の届出

{SCRIPT} javascript:alert(1) [押す](javascript:alert(1)) 毒の届出は窓口へ出してください。
"""
FLOODS = (
    "1",
    "\n",
    "ー",
    "システム",
    "090-",
    "1,",
    "\ufdfa",
    "* ",
    "a",
    "様",
    "千",
    "\u200b",
    "から",
    "https://",
    "<|",
)
FLOOD_CHARACTERS = 20_000
HANGS_AFTER_SECONDS = 60  # no measure of speed: a pattern that tries every pair of places would take hours


def _client(town: Town, person: object) -> Client:
    client = Client(HTTP_HOST=town.host, raise_request_exception=False)
    client.force_login(person)  # type: ignore[arg-type]
    return client


@contextmanager
def _not_hanging() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError("hangs")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(HANGS_AFTER_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_a_file_that_was_not_let_in_is_handed_out_by_nobody(town: Town, people: People) -> None:
    document = take_in(LEAFLET).version.document
    waiting = hand_in(LEAFLET + "\n秘密の版です。\n", release=False)
    ingest(ingestion_id=waiting.ingestion_id)
    assert Ingestion.objects.get(pk=waiting.ingestion_id).state == Ingestion.State.HELD
    for person in (people.member, people.head, people.admin):
        client = _client(town, person)
        assert client.get(f"/knowledge/documents/{document.pk}/files/1/").status_code == HTTPStatus.OK
        assert client.get(f"/knowledge/documents/{document.pk}/files/2/").status_code == HTTPStatus.NOT_FOUND
        assert "files/2/" not in client.get(f"/knowledge/documents/{document.pk}/").content.decode()


def test_what_waits_for_approval_is_not_shown_to_other_staff(town: Town, people: People) -> None:
    draft = take_in(LEAFLET, release=False).version.document
    member, admin = _client(town, people.member), _client(town, people.admin)
    path = f"/knowledge/documents/{draft.pk}/"
    assert member.get(path).status_code == HTTPStatus.NOT_FOUND
    assert member.get(f"{path}files/1/").status_code == HTTPStatus.NOT_FOUND
    assert path not in member.get("/knowledge/").content.decode()
    assert admin.get(path).status_code == HTTPStatus.OK


def test_a_citation_does_not_lead_round_the_door_of_the_staff_pages(town: Town, people: People) -> None:
    take_in(LEAFLET, audience="staff")
    token = source_token(passage_id=Passage.objects.filter(current=True).values_list("pk", flat=True)[0])
    member = _client(town, people.member)
    assert member.get(f"/sources/{token}/").status_code == HTTPStatus.OK
    assert Client(HTTP_HOST=town.host).get(f"/sources/{token}/").status_code == HTTPStatus.NOT_FOUND
    Policy.objects.update(mfa_forced=True)
    assert member.get(f"/sources/{token}/").status_code == HTTPStatus.NOT_FOUND
    assert member.get(f"/sources/{token}/file/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>.md", "毒.html"])
def test_a_poisoned_file_runs_nowhere(town: Town, people: People, name: str) -> None:
    body = POISON if name.endswith(".md") else f"<html><head><title>{SCRIPT}</title></head><body>{POISON}</body></html>"
    job = take_in(body, name=name)
    if job.state == Ingestion.State.HELD:
        Ingestion.objects.filter(pk=job.pk).update(state="queued", accepted_at=NOW, queued_at=NOW)
        ingest(ingestion_id=job.pk)
    document = Document.objects.get()
    passage = Passage.objects.filter(current=True).values_list("pk", flat=True)[0]
    token = source_token(passage_id=passage)
    admin = _client(town, people.admin)
    batch = IngestionBatch.objects.get()
    pages = ["/knowledge/", f"/knowledge/documents/{document.pk}/", f"/knowledge/batches/{batch.pk}/"]
    for path in (*pages, f"/knowledge/documents/{document.pk}/settings/", f"/sources/{token}/", "/audit-log/"):
        page = admin.get(path).content.decode()
        assert SCRIPT not in page, path
        assert "<img src=x" not in page, path
        assert "<svg onload" not in page, path
        assert 'href="javascript:' not in page, path
    for path in (f"/sources/{token}/file/", f"/knowledge/documents/{document.pk}/files/1/"):
        answer = admin.get(path)
        assert answer["Content-Disposition"].startswith("attachment"), path
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_poisoned_question_runs_nowhere(town: Town, people: People) -> None:
    Policy.objects.update(resident_chat_open=True)
    resident = Client(HTTP_HOST=town.host)
    page = resident.post("/chat/", {"question": f"{SCRIPT} 転入届"}, follow=True).content.decode()
    assert SCRIPT not in page
    assert SCRIPT not in _client(town, people.admin).get("/conversations/").content.decode()


def test_a_my_number_is_taken_in_neither_by_hand_nor_by_a_files_name(town: Town, people: People) -> None:
    admin = _client(town, people.admin)
    faq = {"question": "番号は", "answer": f"マイナンバーは{MY_NUMBER}です。", "audience": "residents", "section": ""}
    assert admin.post("/knowledge/faq/new/", faq).status_code == HTTPStatus.OK
    assert not FaqEntry.objects.exists()
    file = SimpleUploadedFile(f"{MY_NUMBER}.md", LEAFLET.encode())
    placed = {"uploads": file, "audience": "residents", "grade": "1", "section": ""}
    assert admin.post("/knowledge/upload/", placed).status_code == HTTPStatus.OK
    assert not IngestionBatch.objects.exists()


def test_a_role_in_one_section_edits_nothing_in_another(town: Town, people: People) -> None:
    own, other = Section.objects.get(key="soumu"), Section.objects.get(key="juumin")
    Membership.objects.filter(person=people.outsider).delete()
    Membership.objects.create(person=people.outsider, role=Role.KNOWLEDGE_EDITOR, section=own)
    Membership.objects.create(person=people.outsider, role=Role.STAFF, section=other)
    document = take_in(LEAFLET).version.document
    Document.objects.filter(pk=document.pk).update(section=other)
    editable = Document.objects.filter(editable_by(access=access_of(person=people.outsider)))
    assert not editable.exists()
    Document.objects.filter(pk=document.pk).update(section=own)
    assert editable.all().exists()


def test_a_former_section_writes_no_version_of_a_document_that_moved(town: Town, people: People) -> None:
    document = take_in(LEAFLET).version.document
    section = Section.objects.get(key="juumin")
    actor = replace(SYSTEM, id=str(people.admin.pk))
    edit_document(document_id=document.pk, values={"section_id": section.pk}, may_approve=True, by=actor, now=NOW)
    again = hand_in(LEAFLET + "\n前の課の版です。\n")
    assert again.document_id != document.pk


def test_a_stored_key_is_not_sent_to_another_machine(town: Town) -> None:
    values = EndpointValues("主", EndpointKind.CHAT, "https://model.example/v1", "m", api_key="sk-1")
    number = save_endpoint(values=values, actor=SYSTEM, now=NOW)
    kept = replace(values, api_key=None)
    assert trial_endpoint(values=replace(kept, base_url="https://model.example/v2"), endpoint_id=number).api_key
    for address in ("https://evil.example/v1", "http://model.example/v1", "https://model.example:8443/v1"):
        with pytest.raises(ValidationError):
            trial_endpoint(values=replace(kept, base_url=address), endpoint_id=number)


def test_no_town_is_opened_at_the_operators_host(towns: tuple[Town, Town], settings) -> None:
    listed = ListedMunicipality("990132", "丙山町", "へいやまちょう", "試験県")
    with in_public(), pytest.raises(TownNotOpened):
        open_town(
            municipality=listed,
            consortium_id=1,
            admin_email="a@town.example",
            host=settings.OPERATOR_HOST,
            opened_by="試験",
            now=NOW,
        )


def test_a_reader_does_not_choose_the_address_by_which_they_are_counted(settings) -> None:
    def key(address: str, told: str = "") -> str:
        more = {"HTTP_X_FORWARDED_FOR": told} if told else {}
        return client_key(RequestFactory().get("/", REMOTE_ADDR=address, **more))

    assert key("192.0.2.1", "198.51.100.7") == key("192.0.2.1")
    assert key("2001:db8::1") == key("2001:db8::ffff:2")
    assert key("2001:db8:0:1::1") != key("2001:db8::1")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert key("10.0.0.1", "198.51.100.7, 192.0.2.1") == key("192.0.2.1", "192.0.2.1")


@pytest.mark.parametrize("unit", FLOODS, ids=ascii)
def test_no_hostile_text_hangs_a_rule(unit: str) -> None:
    text = (unit * FLOOD_CHARACTERS)[:FLOOD_CHARACTERS] + "!"
    with _not_hanging():
        recognised(text=text)
        screened(text=text[:4000], earlier=(text[:400],) * 3)
        find_personal_data(text=text)
        normalise(text=text)
        instruction_in(text=text)
