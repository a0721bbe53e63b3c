"""The whole road of a shared thing in real browsers, from the town that shares it to figures of those that use it."""

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.utils import timezone

from assistants.models import Scope
from assistants.prompting.content import Case, Content, Field
from assistants.prompting.write import make_template
from assistants.public import local_prompts, rewrite_prompt
from audit_log.public import SYSTEM
from llm_gateway.breaker import BREAKER
from llm_gateway.models import ModelEndpoint
from templates.models import Adoption, AdoptionFigure, Edition, Offering, ProofRun
from templates.proving.due import start_due
from templates.proving.figures import count_figures
from templates.proving.publish_figures import publish_figures
from templates.proving.run import work_on
from templates.proving.start import start_proof
from tenants.models import Person, Profile
from tenants.opening.settle import open_chat
from tenants.public import Town, in_public, in_town
from tests.builders.documents import take_in
from tests.journeys import shared_road as road
from tests.journeys.looking import IN_BROWSER, open_desk, sign_in
from tests.model_server import Behaviour, ModelServer
from tests.towns import PASSWORD, settle, test_town

pytestmark = IN_BROWSER
OPERATOR = "op@consortium.example"
BODY = """甲野町の催し「{{催しの名前}}」を住民に知らせる文を書いてください。
会場はこうの会館（甲野町大字本郷12番地）、参加費は500円です。
問い合わせ先は住民課（電話 0999-90-1002）、町長 甲野 太郎の名前で出します。
丁寧に書く。
300字まで。"""
CASES = (Case({"催しの名前": "夏まつり"}, ("参加",), ()), Case({"催しの名前": "秋の市"}, ("雨天",), ()))
SHEET = f"""質問,回答,担当課,分類,言い換え,有効期限
{road.QUESTION}。,住民課の窓口（電話 0999-90-1002）で受け取れます。,住民課,証明,住民票の写しがほしい,
"""
GOOD = "夏まつりを行います。ぜひご参加ください。雨天のときは中止します。"
LESS = "催しを行います。ぜひご参加ください。"
KEPT = {"500円": "どの町でも例として読める金額"}


@pytest.fixture
def towns(committed_database: None) -> tuple[Town, Town]:
    """Who shares, with a template and a FAQ that are full of the town; who takes over; an operator."""
    connection.close()
    there, here = test_town(0), test_town(1)
    settle(there)
    settle(here)
    with in_public():
        Person.objects.create_user(email=OPERATOR, name="協議 太郎", password=PASSWORD, is_operator=True)
    with in_town(there):
        Profile.objects.filter(pk=1).update(mayor="甲野 太郎")
        fields = (Field("催しの名前", "text", required=True),)
        content = Content("催しの案内文", "催しを知らせる", "notice", BODY, fields=fields, cases=CASES)
        make_template(content=content, scope=Scope.TOWN, holder_id=None, actor=SYSTEM, now=timezone.now())
        take_in(SHEET, name="faq.csv")
    with in_town(here):
        open_chat()
    return there, here


async def test_a_template_and_a_faq_travel_from_town_to_town(towns: tuple[Town, Town]) -> None:
    there, here = towns
    with ModelServer(always=Behaviour(text=GOOD, word_seconds=0.01)) as model:
        await sync_to_async(_add_models)(towns, model.url)
        async with open_desk() as desk:
            a, b, op = [
                road.Seat(desk, await desk.sit_down(), host) for host in (there.host, here.host, "operator.test")
            ]
            await sign_in(a.page, desk.address(there.host, "/library/"), email="admin@town.example")
            await sign_in(op.page, desk.address(op.host, "/accounts/login/"), email=OPERATOR)
            await _share_and_release(a, op)
            await sync_to_async(_prove_as_author)(there)
            await sign_in(b.page, desk.address(here.host, "/library/"), email="admin@town.example")
            await road.find_and_try(b)
            await road.take_over(b)
            await road.write_a_draft(b)
            model.always(Behaviour(text=LESS))
            await sync_to_async(_work)(here)
            await b.go("/library/adopted/")
            await b.follow("この町だけ不正解の1問を見る")
            await b.look("proof")
            await _the_faq(b, here)
            await sync_to_async(_both_change)(there, here)
            await road.share_next(a, "催しの案内文", "やさしく、短く", "second")
            await road.release(op, "催しの案内文", "やさしい日本語で知らせる", "second")
            await road.merge(b)
            await _figures(b, here)


async def _share_and_release(a: road.Seat, op: road.Seat) -> None:
    await road.share(a, "催しの案内文", "最初の版", KEPT, "prompt")
    await road.share(a, "証明のFAQ", "最初の版", {}, "faq")
    await road.release(op, "催しの案内文", "どの町でも例として読める金額", "first")
    await road.release(op, "証明のFAQ", "{{電話番号}}", "faq")
    for path, name in (("/library/items/", "items"), ("/library/exchange/", "exchange")):
        await op.go(path)
        await op.look(name)
    await a.go("/library/offerings/")
    await a.reads("公開済み")
    await a.look("released")


async def _the_faq(b: road.Seat, here: Town) -> None:
    """Taken over, approved, asked by a resident, proved by the hourly round."""
    await road.take_the_faq(b)
    resident = road.Seat(b.desk, await b.desk.sit_down(), b.host)
    await road.ask_as_a_resident(resident)
    await sync_to_async(_work)(here)
    await b.go("/library/?kind=faq")
    await b.follow("証明のFAQ")
    await b.reads("（1問中1問）")


async def _figures(b: road.Seat, here: Town) -> None:
    """Nothing is shown of one town; with four more the page tells what all of them say."""
    await road.tell_figures(b)
    await sync_to_async(_night)(here, others=0)
    await b.go("/library/?q=催し")
    await b.follow("催しの案内文")
    await b.reads("5町以上の実績がそろうと")
    await sync_to_async(_night)(here, others=4)
    await b.page.reload()
    await b.reads("使われた回数（90日）")
    await b.look("figures")


def _add_models(towns: tuple[Town, Town], url: str) -> None:
    """What admins do on the page of the models."""
    for town in towns:
        BREAKER.forget(schema_name=town.schema_name)
        with in_town(town):
            ModelEndpoint.objects.create(name="試験", kind="chat", model="test", first_token_seconds=5, base_url=url)


def _work(town: Town) -> None:
    """What workers do: begin what is due, work on it."""
    with in_town(town):
        assert start_due(now=timezone.now()) == 1
        assert work_on(run_id=ProofRun.objects.filter(state="queued").get().pk) == "done"


def _prove_as_author(there: Town) -> None:
    """「自分の町で検証する」 in the town that released it."""
    with in_public():
        found = Edition.objects.get(title="催しの案内文")
    with in_town(there):
        run = start_proof(edition_id=found.pk, actor=SYSTEM, now=timezone.now(), rings=False)
        assert work_on(run_id=run) == "done"


def _both_change(there: Town, here: Town) -> None:
    """Both towns go on writing: the author softens two lines, the other one has its own words in one of them."""
    with in_town(there):
        own = int(Offering.objects.get(kind="prompt").local_ids[0])
        _rewrite(own, {"を住民に知らせる": "を住民にやさしい日本語で知らせる", "300字まで。": "200字まで。"})
    with in_town(here):
        _rewrite(Adoption.objects.get(kind="prompt").local_ids[0], {"300字まで。": f"250字まで。\n{road.OURS}"})


def _rewrite(prompt_id: int, changes: dict[str, str]) -> None:
    held = local_prompts(ids=[prompt_id])[prompt_id]
    body = str(held.body["body"])
    for old, new in changes.items():
        body = body.replace(old, new)
    plain, now = {**held.body, "body": body}, timezone.now()
    rewrite_prompt(prompt_id=prompt_id, body=plain, message="言い方", based_on=held.last, by=SYSTEM, now=now)


def _night(here: Town, *, others: int) -> None:
    """The nightly rounds: this town counts itself, as many others told the same; then all of it is published."""
    now = timezone.now()
    with in_town(here):
        assert count_figures(now=now) == 2
    with in_public():
        prompt = AdoptionFigure.objects.get(edition__title="催しの案内文")
        faq = AdoptionFigure.objects.get(edition__title="証明のFAQ")
        assert (prompt.uses, prompt.drafts, prompt.confirmed, prompt.minutes_saved) == (1, 1, 1, 15)
        assert (faq.asked, faq.helpful, faq.resolved) == (1, 1, 1)
        for town in range(others):
            prompt.pk, prompt.town_id = None, 900 + town
            prompt.save()
    assert publish_figures(today=timezone.localdate(now)).shown == bool(others)
