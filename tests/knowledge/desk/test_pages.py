"""The staff pages of knowledge: who sees and may what, and that each says what there is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from knowledge.citing.tokens import source_token
from knowledge.ingesting.pipeline import ingest
from knowledge.models import Document, FaqEntry, Ingestion, Passage
from tenants.models import Section
from tenants.public import in_no_town
from tests.builders.documents import FAQ_SHEET, LEAFLET, take_in

pytestmark = pytest.mark.django_db
S = Ingestion.State
LIST = "/knowledge/"


def client_of(town, person=None) -> Client:
    client = Client(HTTP_HOST=town.host)
    if person:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def head(town, people) -> Client:
    return client_of(town, people.head)


@pytest.fixture
def admin(town, people) -> Client:
    return client_of(town, people.admin)


def get(client: Client, path: str):
    with in_no_town():
        return client.get(path)


def post(client: Client, path: str, data: dict):
    with in_no_town():
        return client.post(path, data)


def run_open_jobs() -> None:
    for pk in Ingestion.objects.filter(state=S.QUEUED).values_list("pk", flat=True):
        ingest(ingestion_id=pk)


def upload(client: Client, section: str, *, release: bool = True, text: str = LEAFLET):
    data = {"uploads": SimpleUploadedFile("gomi.md", text.encode()), "section": section, "audience": "residents"}
    data |= {"grade": "1"} | ({"release": "on"} if release else {})
    return post(client, "/knowledge/upload/", data)


@pytest.mark.parametrize("path", ["", "upload/", "upload/faq/", "batches/", "faq/", "faq/new/", "review/"])
def test_each_page_stands_empty(admin: Client, path: str) -> None:
    assert get(admin, LIST + path).status_code == 200


@pytest.mark.parametrize("path", ["", "upload/", "batches/", "faq/", "review/"])
def test_nobody_is_led_to_the_sign_in_page_and_the_auditor_sees_nothing(town, people, path: str) -> None:
    assert "/accounts/login" in get(client_of(town), LIST + path)["Location"]
    assert get(client_of(town, people.auditor), LIST + path).status_code == 403


def test_a_section_head_uploads_approves_at_once_and_sees_the_progress(head: Client) -> None:
    own = str(Section.objects.get(key="juumin").pk)
    response = upload(head, own)
    assert response.status_code == 302
    batch = response["Location"]
    assert "every 1s" in get(head, batch).content.decode()
    run_open_jobs()
    page = get(head, batch).content.decode()
    assert "every 1s" not in page
    assert "<td>2件" in page
    document = Document.objects.get()
    assert document.approved_by.name == "石田 課長"
    assert "ごみの出し方" in get(head, LIST).content.decode()


def test_a_person_files_only_under_the_own_sections(head: Client) -> None:
    other = str(Section.objects.get(key="soumu").pk)
    response = upload(head, other)
    assert response.status_code == 200
    assert Document.objects.count() == 0


def test_a_document_of_another_section_is_read_but_not_changed(head: Client) -> None:
    other = Section.objects.get(key="soumu")
    document = take_in(LEAFLET).version.document
    Document.objects.filter(pk=document.pk).update(section=other)
    path = f"/knowledge/documents/{document.pk}/"
    assert get(head, path).status_code == 200
    assert get(head, path + "settings/").status_code == 404
    assert post(head, path + "withdraw/", {}).status_code == 404
    Document.objects.filter(pk=document.pk).update(audience="section")
    assert get(head, path).status_code == 404


def test_a_refused_file_says_what_why_and_what_to_do(admin: Client) -> None:
    response = upload(admin, "", text=" \n")
    run_open_jobs()
    page = get(admin, response["Location"]).content.decode()
    assert "ファイルの中身が空です。" in page
    assert "もう一度保存してから取り込んでください" in page


def test_a_sheet_is_mapped_before_it_is_taken_in(admin: Client) -> None:
    sheet = "きく,こたえる\n窓口はどこですか。,1階です。\n".encode("cp932")
    data = {"uploads": SimpleUploadedFile("faq.csv", sheet), "audience": "residents", "grade": "1", "release": "on"}
    columns = post(admin, "/knowledge/upload/faq/", {**data, "section": ""})["Location"]
    run_open_jobs()
    assert FaqEntry.objects.count() == 0
    assert "窓口はどこですか" in get(admin, columns).content.decode()
    same = post(admin, columns, {"question": "0", "answer": "0"})
    assert "別の列を選んでください" in same.content.decode()
    assert post(admin, columns, {"question": "0", "answer": "1"}).status_code == 302
    run_open_jobs()
    assert FaqEntry.objects.get().answer == "1階です。"


def test_held_findings_are_shown_and_decided_by_who_may_approve(admin: Client, town, people) -> None:
    job = take_in("# 回覧板\n\n申請者の山田太郎さん（携帯 090-1234-5678）です。\n", name="k.md")
    path = f"/knowledge/review/{job.pk}/"
    assert "090-1234-5678" in get(admin, path).content.decode()
    assert get(client_of(town, people.member), path).status_code == 403
    told = {"whole": "keep", "because": "公表済みの連絡先"}
    assert post(admin, path + "decide/", told).status_code == 302
    run_open_jobs()
    assert Ingestion.objects.get().state == S.DONE
    assert post(admin, path + "decide/", {"wish": "refuse"}).status_code == 404


def test_a_widened_audience_loses_the_approval_of_an_editor(town, people) -> None:
    from tenants.models import Membership
    from tenants.public import Role

    section = Section.objects.get(key="juumin")
    Membership.objects.create(person=people.member, role=Role.KNOWLEDGE_EDITOR, section=section)
    document = take_in(LEAFLET, audience="staff").version.document
    Document.objects.filter(pk=document.pk).update(section=section)
    editor = client_of(town, people.member)
    values = {"title": document.title, "section": section.pk, "audience": "residents", "grade": "1"}
    assert post(editor, f"/knowledge/documents/{document.pk}/settings/", values).status_code == 302
    document.refresh_from_db()
    assert (document.audience, document.approved_at) == ("residents", None)


def test_a_new_title_is_read_into_every_passage(admin: Client) -> None:
    document = take_in(LEAFLET).version.document
    values = {"title": "ごみと資源", "section": "", "audience": "residents", "grade": "1"}
    post(admin, f"/knowledge/documents/{document.pk}/settings/", values)
    run_open_jobs()
    assert [p.heading.split("\n")[0] for p in Passage.objects.filter(current=True)] == ["ごみと資源", "ごみと資源"]
    document.refresh_from_db()
    assert (document.title, document.findable(today=document.approved_at.date())) == ("ごみと資源", "yes")


def test_an_faq_is_written_changed_and_retired(admin: Client) -> None:
    data = {
        "question": "何時まで開いていますか。",
        "answer": "17時15分までです。",
        "audience": "residents",
        "section": "",
    }
    assert post(admin, "/knowledge/faq/new/", data).status_code == 302
    entry = FaqEntry.objects.get()
    assert Passage.objects.get(current=True).text == "17時15分までです。"
    twin = post(admin, "/knowledge/faq/new/", data)
    assert "すでに登録されています" in twin.content.decode()
    path = f"/knowledge/faq/{entry.pk}/"
    post(admin, path, {"question": data["question"], "answer": "木曜日は19時までです。"})
    assert Passage.objects.get(current=True).text == "木曜日は19時までです。"
    page = get(admin, path).content.decode()
    former = page.partition("前の回答")[2]
    assert all(f"</span>{words}</del>" in former for words in ("17", "15分"))
    post(admin, path + "decide/", {"wish": "retire"})
    assert not Passage.objects.filter(current=True).exists()


def test_who_may_not_approve_proposes_and_the_head_publishes(town, people, head: Client) -> None:
    from tenants.models import Membership
    from tenants.public import Role

    section = Section.objects.get(key="juumin")
    Membership.objects.create(person=people.member, role=Role.KNOWLEDGE_EDITOR, section=section)
    editor = client_of(town, people.member)
    data = {"question": "印鑑は要りますか。", "answer": "要りません。", "audience": "residents", "section": section.pk}
    post(editor, "/knowledge/faq/new/", data)
    entry = FaqEntry.objects.get()
    assert (entry.proposed["answer"], Passage.objects.count()) == ("要りません。", 0)
    assert "印鑑は要りますか" in get(head, "/knowledge/review/").content.decode()
    post(head, f"/knowledge/faq/{entry.pk}/decide/", {"wish": "approve"})
    assert Passage.objects.get(current=True).text == "要りません。"


def test_a_citation_opens_its_place_for_residents_and_nowhere_else(towns, town, people) -> None:
    take_in(LEAFLET)
    second = Passage.objects.get(text__contains="500円")
    path = f"/sources/{source_token(passage_id=second.pk)}/"
    page = get(client_of(town), path)
    text = page.content.decode()
    assert page.status_code == 200
    assert 'id="cited"' in text
    assert text.index("月曜日") < text.index("500円")
    assert get(client_of(towns[1]), path).status_code == 404, "another town's link leads nowhere"
    assert get(client_of(town), path.replace("/sources/", "/sources/x")).status_code == 404
    take_in(LEAFLET.replace("500円", "600円"))
    old = get(client_of(town), path).content.decode()
    assert "500円" in old
    assert "新しい版があります" in old
    document = Document.objects.get()
    Document.objects.update(audience="staff")
    assert get(client_of(town), path).status_code == 404
    assert get(client_of(town, people.member), path).status_code == 200
    document.refresh_from_db()
    document.withdraw(now=document.updated_at)
    assert get(client_of(town, people.member), path).status_code == 410


def test_the_original_file_of_a_citation_is_handed_out_under_the_same_conditions(town) -> None:
    take_in(LEAFLET)
    passage = Passage.objects.filter(current=True).first()
    path = f"/sources/{source_token(passage_id=passage.pk)}/file/"
    response = get(client_of(town), path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/octet-stream"
    assert b"".join(response.streaming_content).decode() == LEAFLET
    Document.objects.update(approved_at=None)
    assert get(client_of(town), path).status_code == 404


def test_the_list_costs_the_same_queries_for_many_documents(admin: Client, django_assert_max_num_queries) -> None:
    take_in(LEAFLET)
    first = Document.objects.get()
    for number in range(15):
        Document.objects.create(
            source=first.source,
            title=f"文書{number}",
            audience="residents",
            file_name=f"{number}.md",
            current_version=first.current_version,
        )
    take_in(FAQ_SHEET, name="faq.csv")
    with django_assert_max_num_queries(16):
        page = get(admin, LIST)
    assert "文書14" in page.content.decode()
    narrowed = get(admin, LIST + "?q=文書14&state=waiting&section=x&audience=nonsense").content.decode()
    assert "文書14" in narrowed
    assert "文書13" not in narrowed


def test_the_home_page_and_the_first_day_say_what_waits(town, people) -> None:
    from knowledge.desk.waiting import missing_knowledge, tiles
    from tenants.public import access_of

    access = access_of(person=people.admin)
    assert missing_knowledge()
    take_in(LEAFLET, release=False)
    assert [tile.count for tile in tiles(access)] == [1, 0, 0, 0, 0]
    assert tiles(access_of(person=people.member)) == []
    Document.objects.get().approve(person_id=None, now=Document.objects.get().created_at)
    assert missing_knowledge() == ""
    assert [tile.count for tile in tiles(access)] == [0, 0, 0, 0, 0]
