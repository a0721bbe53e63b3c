"""No path shows a text to somebody who may not have it: every path asked by every reader, with every canary sitting.

A new path is a function in PATHS: it returns everything that its reader was given, and what went to the model. Pages of
the staff need no line of their own: all addresses are walked.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from asgiref.sync import async_to_sync
from django.test import Client
from django.utils import timezone

from assistants.asking import answer_whole
from assistants.models import RecordedTurn
from assistants.showing import shown_of
from assistants.turn import Channel, Turn
from knowledge.desk.searching import asker_of
from knowledge.gaps.nearest import nearest_known
from knowledge.models import Gap
from knowledge.public import Asker, find_passages, match_faq, source_token
from knowledge.retrieving.explain import explain
from llm_gateway.breaker import BREAKER
from llm_gateway.models import ModelEndpoint
from tenants.models import Person, Profile, Section
from tenants.public import Access, Town, access_of, in_no_town, open_chat
from tests.model_server import ModelServer
from tests.towns import People
from tests.walls.addresses import TOWN_URLCONF, addresses
from tests.walls.canaries import EVERYBODY, QUESTION, STAFF, canaries, let_them_sit

pytestmark = pytest.mark.django_db
ASKED = (QUESTION, "浄化槽 補助", "浄化槽の補助金を受けたい", " ".join(each.song for each in canaries().values()))
READERS = sorted(EVERYBODY)


@dataclass(frozen=True)
class World:
    """The town with its canaries, and who asks. `perches`: passage by song."""

    town: Town
    people: People
    perches: dict[str, int]
    model: ModelServer

    def person(self, reader: str) -> Person | None:
        """None for a resident."""
        known = {"member": self.people.member, "stranger": self.people.outsider, "admin": self.people.admin}
        return known.get(reader)

    def access(self, reader: str) -> Access | None:
        """None for a resident."""
        person = {"member": self.people.member, "stranger": self.people.outsider, "admin": self.people.admin}.get(
            reader
        )
        return access_of(person=person) if person else None

    def asker(self, reader: str) -> Asker:
        """As the pages make one."""
        access = self.access(reader)
        if access is None:
            return Asker("residents")
        return asker_of(access=access, as_resident=False)

    def client(self, reader: str) -> Client:
        """A browser."""
        client = Client(HTTP_HOST=self.town.host, raise_request_exception=False)
        person = {"member": self.people.member, "stranger": self.people.outsider, "admin": self.people.admin}.get(
            reader
        )
        if person:
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


@pytest.fixture
def world(town: Town, people: People) -> Iterator[World]:
    """Canaries of one section, a chat that is open, a model at the end of the wire."""
    open_chat()
    Profile.objects.update(phone="0999-90-1000", weekday_hours="8:30-17:15", closed_days="土日・祝日")
    perches = let_them_sit(section=Section.objects.get(key="juumin"))
    BREAKER.forget(schema_name=town.schema_name)
    with ModelServer() as model:
        yield World(town, people, perches, model)


def by_search(world: World, reader: str) -> str:
    asker, today = world.asker(reader), timezone.localdate()
    return "".join(
        each.text for words in ASKED for each in find_passages(query=words, asker=asker, today=today, limit=50)
    )


def by_curated_answer(world: World, reader: str) -> str:
    matches = [match_faq(question=words, asker=world.asker(reader), today=timezone.localdate()) for words in ASKED]
    return "".join(f"{match.question}{match.passage.text}{match.passage.answer}" for match in matches if match)


def by_explained_search(world: World, reader: str) -> str:
    found = [explain(query=words, asker=world.asker(reader), today=timezone.localdate()) for words in ASKED]
    return "".join(row.found.text for each in found for row in each.rows)


def by_answer_without_a_model(world: World, reader: str) -> str:
    return "".join(_ask(world, reader, words) for words in ASKED[:3])


def by_answer_of_a_model(world: World, reader: str) -> str:
    """Also what the model was really sent, as it arrived at its server."""
    world.model.seen.clear()
    BREAKER.forget(schema_name=world.town.schema_name)
    ModelEndpoint.objects.get_or_create(name="試験", kind="chat", model="test", base_url=world.model.url)
    given = "".join(_ask(world, reader, words) for words in ASKED[:3])
    sent = json.dumps([seen.body for seen in world.model.seen], ensure_ascii=False)
    assert "ひばり" in sent, "the model was asked"
    return given + sent


def by_chat_page(world: World, reader: str) -> str:
    """With what the page says by itself: greeting, suggestions."""
    client = world.client(reader)
    with in_no_town():
        for words in ASKED[:3]:
            client.post("/chat/", {"question": words})
        return client.get("/chat/").content.decode()


def by_citation(world: World, reader: str) -> str:
    client, given = world.client(reader), ""
    for passage in world.perches.values():
        path = f"/sources/{source_token(passage_id=passage)}/"
        with in_no_town():
            given += client.get(path).content.decode()
            file = client.get(f"{path}file/")
        given += "" if file.streaming else file.content.decode()
    return given


def by_search_page(world: World, reader: str) -> str:
    client = world.client(reader)
    with in_no_town():
        return "".join(client.get("/knowledge/search/", {"q": words}).content.decode() for words in ASKED[:3])


def by_nearest_of_a_gap(world: World, reader: str) -> str:
    access = world.access(reader)
    if access is None:
        return ""
    near = [
        nearest_known(question=words, audience="residents", access=access, today=timezone.localdate())
        for words in ASKED
    ]
    return "".join(f"{each.heading}{each.text}" for found in near for each in found)


def by_every_page(world: World, reader: str) -> str:
    """Every address without a blank, the exports among them, after somebody has asked."""
    _ask(world, "resident", QUESTION)
    now = timezone.now()
    Gap.objects.create(label=QUESTION, audience="residents", first_at=now, last_at=now, count=1)
    client, given = world.client(reader), ""
    for address in addresses(TOWN_URLCONF):
        if not address.blanks:
            with in_no_town():
                response = client.get(address.filled({}), {"q": "浄化槽"})
                body = b"".join(response.streaming_content) if response.streaming else response.content
            given += body.decode(errors="replace")
    return given


ANSWERS: dict[str, Callable[[World, str], str]] = {
    "search": by_search,
    "curated answer": by_curated_answer,
    "explained search": by_explained_search,
    "answer without a model": by_answer_without_a_model,
    "answer of a model, and its prompt": by_answer_of_a_model,
    "search page": by_search_page,
}
PAGES: dict[str, Callable[[World, str], str]] = {
    "citation": by_citation,
    "chat page": by_chat_page,
    "nearest of a gap": by_nearest_of_a_gap,
    "every page": by_every_page,
}


@pytest.mark.parametrize("path", ANSWERS)
def test_nobody_is_answered_from_what_they_may_not_have(world: World, path: str) -> None:
    for reader in READERS:
        _listen(path, reader, _without_marks(ANSWERS[path](world, reader)), "answers")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_shows_what_its_reader_may_not_see(world: World, path: str) -> None:
    for reader in READERS:
        _listen(path, reader, PAGES[path](world, reader), "pages")


def test_the_canaries_can_be_heard(world: World) -> None:
    """What may be found is found: a path that finds nothing at all would prove nothing."""
    for reader in READERS:
        given = by_search(world, reader)
        allowed = {canary.song for canary in canaries().values() if reader in canary.answers}
        assert {song for song in allowed if song in given} == allowed, reader
    assert "ひばり" in by_answer_without_a_model(world, "resident")
    assert "ほおじろ" in by_answer_without_a_model(world, "member") + by_search_page(world, "member")
    assert {"resident"} == set(EVERYBODY - STAFF)


def _ask(world: World, reader: str, words: str) -> str:
    """One question from beginning to end: what was shown, cited, kept in the record and sent."""
    channel = Channel.PAGE if reader == "resident" else Channel.STAFF
    turn = Turn(town=world.town, asker=world.asker(reader), channel=channel, question=words, now=timezone.localtime())
    async_to_sync(answer_whole)(turn)
    row = RecordedTurn.objects.get(pk=turn.id)
    cited = list(row.citations.values_list("title", "quote"))
    parts = [part.text for part in shown_of(turn).parts]
    return json.dumps([parts, cited, row.prompt, row.model_output, row.answer], ensure_ascii=False)


def _without_marks(given: str) -> str:
    """A song that was found stands between marks on the search page."""
    return given.replace("</mark>", "").replace("<mark>", "")


def _listen(path: str, reader: str, given: str, where: str) -> None:
    heard = {reason for reason, canary in canaries().items() if f"{canary.song}が鳴きます" in given}
    allowed = {reason for reason, canary in canaries().items() if reader in getattr(canary, where)}
    assert heard <= allowed, f"{path}: {reader} was given {heard - allowed}"
