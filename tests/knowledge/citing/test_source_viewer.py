"""The page that a citation opens: the place in its original, marked, within the town's walls, in old versions too."""

from io import BytesIO
from pathlib import PurePath

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from knowledge.citing import page_picture
from knowledge.citing.tokens import source_token
from knowledge.ingesting.store import remove_stored
from knowledge.models import Document, Passage, Version
from tenants.public import in_no_town
from tests.builders.documents import LEAFLET, take_in
from tests.knowledge.ingesting import papers

pytestmark = pytest.mark.django_db
GUIDE = """<h1>くらしの手引き</h1><p>役場の窓口は、平日の午前八時半から午後五時十五分まで開いています。</p>
<h1 style="break-before: page">ごみ</h1><p>粗大ごみは環境課に申し込みます。手数料は500円です。</p>"""


def get(town, path: str):
    with in_no_town():
        return Client(HTTP_HOST=town.host).get(path)


def address(text: str, *, current: bool = True) -> str:
    return f"/sources/{source_token(passage_id=Passage.objects.get(text__contains=text, current=current).pk)}/"


@pytest.fixture
def guide(town) -> str:
    assert take_in(papers.pdf(GUIDE), name="tebiki.pdf").state == "done"
    return address("500円")


def test_the_page_of_a_pdf_is_shown_with_the_place_marked(town, guide: str) -> None:
    page = get(town, guide).content.decode()
    assert f'src="{guide}pages/2/"' in page
    assert "2ページ（全2ページ）" in page
    assert page.count("<rect ") == 1
    assert "の2ページの画像。" in page
    other = get(town, guide + "?page=1").content.decode()
    assert "<rect " not in other
    assert "2ページにもあります" in other
    assert f'src="{guide}pages/2/?large=1"' in get(town, guide + "?page=999&large=1").content.decode()


def test_the_picture_is_drawn_once_and_kept_in_the_town(town, guide: str, monkeypatch) -> None:
    picture = get(town, guide + "pages/2/")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/webp")
    assert "no-store" in picture["Cache-Control"]
    assert Image.open(BytesIO(picture.content)).size[0] == 1_000
    monkeypatch.setattr(page_picture, "_draw", lambda *_: pytest.fail("drawn twice"))
    assert get(town, guide + "pages/2/").content == picture.content
    stored = Version.objects.get().file.name
    folder = f"page-pictures/{PurePath(stored).stem}"
    assert default_storage.listdir(folder)[1] == ["2-1000.webp"]
    remove_stored(name=stored)
    assert default_storage.listdir(folder)[1] == []


def test_a_page_that_is_not_there_is_a_404_and_too_much_at_once_a_503(town, guide: str, monkeypatch) -> None:
    assert get(town, guide + "pages/3/").status_code == 404
    assert get(town, guide + "pages/0/").status_code == 404
    for _ in range(2):
        page_picture._at_once.acquire()
    monkeypatch.setattr(page_picture, "_WAIT_SECONDS", 0.01)
    try:
        busy = get(town, guide + "pages/1/")
    finally:
        page_picture._at_once.release(2)
    assert (busy.status_code, busy["Retry-After"]) == (503, "5")


def test_the_picture_stands_behind_the_same_door_as_the_text(towns, town, guide: str) -> None:
    assert get(towns[1], guide + "pages/2/").status_code == 404
    Document.objects.update(audience="staff")
    assert get(town, guide + "pages/2/").status_code == 404
    Document.objects.update(audience="residents", approved_at=None)
    assert get(town, guide + "pages/2/").status_code == 404


def test_a_file_of_which_a_part_was_kept_out_is_not_shown(town, guide: str) -> None:
    Version.objects.update(left_out=1)
    page = get(town, guide).content.decode()
    assert "500円" in page
    assert "pages/2/" not in page
    assert get(town, guide + "pages/2/").status_code == 404
    assert get(town, guide + "file/").status_code == 404


def test_rows_of_a_sheet_are_shown_as_a_table_under_their_headers(town) -> None:
    take_in(papers.xlsx([["品目", "出し方"], ["なべ", "小型金属"], ["傘", "燃やさないごみ"]]), name="gomi.xlsx")
    page = get(town, address("なべ")).content.decode()
    assert '<th scope="col">品目</th>' in page
    assert "<td>なべ</td><td>小型金属</td>" in page


def test_an_old_citation_keeps_its_text_and_leads_to_the_present_one(town) -> None:
    take_in(LEAFLET)
    old = address("500円")
    take_in(LEAFLET.replace("500円", "600円"))
    page = get(town, old).content.decode()
    assert "500円" in page
    assert "月曜日" in page, "the neighbours of the time stay beside it"
    assert "今の文を見る" in page
    take_in(LEAFLET.replace("## 粗大ごみ", "## 大きなごみ").replace("500円", "700円"))
    gone = get(town, old).content.decode()
    assert "同じ箇所はなくなりました" in gone
    new = gone.split('href="/sources/')[1].split('"')[0]
    assert get(town, f"/sources/{new}").status_code == 200


def test_the_whole_document_can_be_read_around_the_place(town) -> None:
    chapters = "\n\n".join(f"## {number}章\n\n{number}番目の章の本文です。" for number in range(12))
    take_in(f"# 手引き\n\n{chapters}\n", name="long.md")
    path = address("11番目")
    assert "2番目の章" not in get(town, path).content.decode()
    whole = get(town, path + "?all=1").content.decode()
    assert all(f"{number}番目の章" in whole for number in range(12))


def test_text_read_from_a_picture_says_so(town) -> None:
    page = papers.pdf("<p>燃やすごみは月曜日と木曜日の朝八時までに出してください。</p>", "p { font-size: 14pt }")
    take_in(papers.scan(page), name="scan.pdf")
    assert "画像から文字認識（OCR）で読み取った文です" in get(town, address("木曜日")).content.decode()
