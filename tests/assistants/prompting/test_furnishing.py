"""A town begins with the starter library, chooses from it, sees what is used; patterns become FAQ."""

from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from assistants.models import BlankValue, FaqPattern, PromptRun, PromptTemplate
from assistants.prompting.content import content_of
from assistants.prompting.load_starter import load_starter
from assistants.prompting.write import write_version
from audit_log.public import SYSTEM
from knowledge.models import FaqEntry
from tenants.models import Consortium, Person
from tenants.opening.municipality_list import find_municipality
from tenants.public import in_public, in_town, open_town
from tests.towns import People


def test_a_town_that_is_opened_has_the_library_at_once(db: None) -> None:
    with in_public():
        consortium_id = Consortium.objects.get().pk
    opened = open_town(
        municipality=find_municipality(code="011002"),
        consortium_id=consortium_id,
        admin_email="first@town.example",
        host="sapporo.test",
        opened_by="運営",
        now=timezone.now(),
    )
    with in_town(opened.town):
        assert PromptTemplate.objects.count() >= 40
        assert FaqPattern.objects.count() >= 150


def test_an_admin_chooses_tasks_takes_them_out_and_back_and_what_was_rewritten_stays(
    people: People, sit: Callable[[Person], Client], django_assert_max_num_queries
) -> None:
    admin = sit(people.admin)
    assert "ひな形集がまだ読み込まれていません" in admin.get("/first-day/").content.decode()
    assert admin.post("/prompts/starter/").status_code == 422
    admin.post("/prompts/starter/", {"task": ["assembly", "disaster"], "step": "in"})
    assert set(PromptTemplate.objects.values_list("task", flat=True)) == {"assembly", "disaster"}
    assert "ひな形集がまだ読み込まれていません" not in admin.get("/first-day/").content.decode()
    held, row = PromptTemplate.objects.count(), PromptTemplate.objects.filter(task="disaster")[0]
    assert row.pinned is not None
    content = content_of(plain=row.pinned.content)
    write_version(template=row, content=content, message="町用", based_on=1, actor=SYSTEM, now=timezone.now())
    page = admin.post("/prompts/starter/", {"task": ["disaster"], "step": "out"}, follow=True).content.decode()
    assert "件を外しました" in page
    assert list(PromptTemplate.objects.filter(task="disaster", retired_at=None)) == [row]
    admin.post("/prompts/starter/", {"task": ["disaster"], "step": "in"})
    assert PromptTemplate.objects.filter(retired_at=None).count() == held
    with django_assert_max_num_queries(14):
        admin.get("/prompts/starter/")
    assert sit(people.member).get("/prompts/starter/").status_code == 403


def test_home_shows_what_was_used_last_favourites_and_what_colleagues_use_but_not_who(
    people: People, sit: Callable[[Person], Client], template: PromptTemplate
) -> None:
    clerk, head = sit(people.member), sit(people.head)
    assert "使ったものがここに並びます" in clerk.get("/home/").content.decode()
    run = {"f0": "断水", "grade": "1", "do": "run"}
    assert head.post(f"/prompts/{template.pk}/", run).status_code == 302
    page = clerk.get("/home/").content.decode()
    assert "課の同僚がよく使うひな形" in page
    assert people.head.name not in page
    clerk.post(f"/prompts/{template.pk}/star/", {"step": "star"})
    clerk.post(f"/prompts/{template.pk}/", run)
    page = clerk.get("/home/").content.decode()
    assert "最近使ったひな形" in page
    assert "お気に入りのひな形" in page
    assert "課の同僚がよく使うひな形" not in sit(people.admin).get("/home/").content.decode()
    assert PromptRun.objects.count() == 2


def test_a_pattern_gets_the_towns_values_and_becomes_a_proposal(
    people: People, sit: Callable[[Person], Client]
) -> None:
    load_starter(now=timezone.now())
    editor = sit(people.head)
    pattern = FaqPattern.objects.get(key="garbage-03")
    page = f"/faq-patterns/{pattern.pk}/"
    assert "差込欄がまだ埋まっていません" in editor.get(page).content.decode()
    shown = editor.get("/faq-patterns/blanks/")
    names = {field.label: key for key, field in shown.context["form"].fields.items()}
    values = {"ごみ処理施設": "処理場", "ごみ持込みの時間": "午前9時から", "ごみ持込みの手数料": "いくらか"}
    typed = {names[name]: value for name, value in values.items()}
    assert "数字を入れて書いてください" in editor.post("/faq-patterns/blanks/", typed).content.decode()
    editor.post("/faq-patterns/blanks/", {**typed, names["ごみ持込みの手数料"]: "10kg 100円"})
    assert BlankValue.objects.count() == 3
    form = editor.get(page).context["form"]
    assert "処理場" in form.initial["answer"]
    hole = {"question": form.initial["question"], "answer": "〔電話〕へ", "section": "", "step": "take"}
    assert "住民に見せる前に" in editor.post(page, hole).content.decode()
    take = {**hole, "answer": form.initial["answer"]}
    assert editor.post(page, take).status_code == 302
    assert FaqEntry.objects.get().retired_at is not None, "a person approves it first"
    assert "FAQの一覧で" in editor.get(page).content.decode()
