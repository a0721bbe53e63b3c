"""Ordinances: every line knows its 条, 項 and 号."""

import re

import pytest

from knowledge.ingesting.parsed import BlockKind, DocumentKind
from knowledge.ingesting.parsers.html import parse_html
from knowledge.ingesting.parsers.ordinance_lines import LineKind, arabic, cited, read_line
from knowledge.ingesting.parsers.plain_text import parse_plain_text
from tests.knowledge.real_data import DATA, TOWNS, needs_data

PAGES = sorted((DATA / "sabae-reiki" / "html").glob("*.html"))


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("第１条　この条例は、", LineKind.ARTICLE, "第1条"),
        ("第十二条の二　町長は、", LineKind.ARTICLE, "第12条の2"),
        ("第3条から第5条まで　削除", LineKind.ARTICLE, "第3条から第5条まで"),
        ("第1条(趣旨)　この規則は", LineKind.ARTICLE, "第1条"),
        ("第２章　ごみの処理", LineKind.DIVISION, "第2章"),
        ("２　前項の規定は、", LineKind.PARAGRAPH, "2"),
        ("(10)　その他", LineKind.ITEM, "10号"),
        ("三　規則で定めるもの", LineKind.ITEM, "3号"),
        ("ア　融雪式", LineKind.SUBITEM, "ア"),
        ("附　則(令和6年条例第8号)抄", LineKind.SUPPLEMENT, "附則"),
        ("別表第１(第2条関係)", LineKind.ANNEX, "別表第1"),
        ("(目的)", LineKind.CAPTION, ""),
        ("(平3規則26・平10規則17・一部改正)", LineKind.HISTORY, ""),
        ("第1条の規定により許可を受けた者は", LineKind.TEXT, ""),
        ("2月1日から施行する。", LineKind.TEXT, ""),
    ],
)
def test_a_line_opens_what_its_first_letters_say(text: str, kind: LineKind, number: str) -> None:
    line = read_line(text=text)
    assert (line.kind, line.number) == (kind, number)


def test_kanji_numbers_are_read() -> None:
    assert [arabic(count=count) for count in ("一", "十", "二十三", "百五", "千二百", "45")] == [
        1,
        10,
        23,
        105,
        1200,
        45,
    ]
    assert cited(number="第二十三条の二") == "第23条の2"


TEXT = """○結町見本条例
令和6年3月1日
条例第1号

目次
　第1章　総則(第1条・第2条)
　附則

第1章　総則
(目的)
第1条　この条例は、見本を定める。
(定義)
第2条　用語の意義は、次のとおりとする。
(1)　町　結町をいう。
ア　本庁
2　前項のほか、規則で定める。
附　則
この条例は、公布の日から施行する。
"""


def test_a_typed_ordinance_has_the_same_structure() -> None:
    document = parse_plain_text(content=TEXT.replace("\n", "\n\n").encode(), name="a.txt")
    assert (document.kind, document.title) == (DocumentKind.ORDINANCE, "結町見本条例")
    places = [block.place for block in document.blocks if block.kind is BlockKind.ARTICLE]
    assert places == ["第1条", "第2条第1項", "第2条第1項第1号", "第2条第1項第1号ア", "第2条第2項", "附則"]
    assert document.blocks[-3].heading_path == ("第1章 総則", "第2条(定義)")


def official(page: str) -> dict[str, str]:
    """Element id → place, from the list of ids that the 例規 system itself puts at the end of a page."""
    found = {}
    for name, element in re.findall(r'<div id="(j\d[^"]*)_num">([^<]*)<', page):
        parts = re.fullmatch(r"j([\d-]+)(?:_k(\d+))?(?:_g([\d-]+))?", name)
        if parts and f'id="{element}"' in page:
            article, paragraph, item = parts.groups()
            number, _, branch = article.partition("-")
            base = "" if article == "0" else f"第{number}条" + "".join(f"の{x}" for x in branch.split("-") if x)
            found[element] = base + (f"第{paragraph}項" if paragraph else "") + (f"第{item}号" if item else "")
    return found


@needs_data
@pytest.mark.slow
def test_places_of_all_real_ordinances_agree_with_their_own_lists() -> None:
    assert len(PAGES) == 40
    right, wrong = 0, []
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        placed: dict[str, set[str]] = {}
        for block in parse_html(content=page.encode(), name=path.name).blocks:
            placed.setdefault(block.html_anchor, set()).add(block.place)
        for element, place in official(page).items():
            accepted = {place, f"{place}第1項", place.replace("第1項", "")}
            if placed.get(element, set()) & accepted:
                right += 1
            else:
                wrong.append((path.name, place, placed.get(element)))
    # Two of 1,264 stand in lines that repeal several articles at once (「第67条および第68条　削除」).
    assert right >= 1_200
    assert len(wrong) <= 3, wrong


@pytest.mark.parametrize(
    "path", sorted(TOWNS.glob("*/documents/*.html")), ids=lambda path: f"{path.parts[-3]}-{path.stem}"
)
def test_ordinances_of_the_demo_towns_are_recognised_and_other_pages_are_not(path) -> None:
    document = parse_html(content=path.read_bytes(), name=path.name)
    assert (document.kind is DocumentKind.ORDINANCE) == path.stem.startswith(("jourei", "reiki"))
    if document.kind is DocumentKind.ORDINANCE:
        assert document.title.endswith("条例")
        assert all(block.place for block in document.blocks if block.kind is BlockKind.ARTICLE)


def test_a_branch_of_an_item_is_read_in_kanji_figures_too() -> None:
    lines = [read_line(text=f"{number}　再検査") for number in ("一の二", "(1)の2")]
    assert [(line.kind, line.number, line.rest) for line in lines] == [(LineKind.ITEM, "1号の2", "再検査")] * 2
    assert read_line(text="一の宮　の神社").kind is LineKind.TEXT
