"""Passages: by structure, of a size to find and cite, the same each time."""

import pytest

from knowledge.ingesting.cut_text import MOST_CHARACTERS, cut_sentences
from knowledge.ingesting.parsed import Block, BlockKind, DocumentKind, FaqRow, ParsedDocument
from knowledge.ingesting.parsers.html import parse_html
from knowledge.ingesting.parsers.markdown import parse_markdown
from knowledge.ingesting.parsers.outline import with_paths
from knowledge.ingesting.split import PassageDraft, split
from tests.knowledge.real_data import DATA, needs_data


def prose(*blocks: Block) -> tuple[PassageDraft, ...]:
    return split(document=ParsedDocument("題", "ja", DocumentKind.PROSE, with_paths(blocks=blocks)))


def paragraph(text: str, **options: object) -> Block:
    return Block(BlockKind.PARAGRAPH, text, **options)  # type: ignore[arg-type]


def test_a_passage_never_crosses_a_heading() -> None:
    found = prose(
        Block(BlockKind.HEADING, "ごみ", level=1),
        paragraph("月曜です。"),
        Block(BlockKind.HEADING, "水道", level=1),
        paragraph("検針は偶数月です。"),
    )
    assert [(draft.heading_path, draft.text) for draft in found] == [
        (("ごみ",), "月曜です。"),
        (("水道",), "検針は偶数月です。"),
    ]


def test_items_of_a_list_keep_their_marks_also_when_they_begin_with_a_figure() -> None:
    texts = ("住民税が課税されていない世帯", "65歳以上の方だけの世帯", "1. 申請書", "(2) 通帳の写し")
    (found,) = prose(*(Block(BlockKind.LIST_ITEM, text) for text in texts))
    assert found.text == "・住民税が課税されていない世帯\n・65歳以上の方だけの世帯\n1. 申請書\n(2) 通帳の写し"


def test_short_paragraphs_join_and_long_ones_are_cut_at_sentences() -> None:
    found = prose(*(paragraph("これは二十文字ほどの短い文章です。" * 3) for _ in range(20)))
    assert all(150 <= len(draft.text) <= MOST_CHARACTERS for draft in found[:-1])
    assert all(draft.text.endswith("。") for draft in found)


def test_a_cut_text_loses_nothing_and_repeats_at_most_a_sentence() -> None:
    sentences = [f"{number}番目の文は、とても大切なことを書いています。" for number in range(60)]
    parts = cut_sentences(text="".join(sentences))
    assert all(len(part) <= MOST_CHARACTERS for part in parts)
    assert all(any(sentence in part for part in parts) for sentence in sentences)
    assert sum(map(len, parts)) <= sum(map(len, sentences)) + 40 * len(parts)


def test_a_sentence_without_end_is_cut_all_the_same() -> None:
    parts = cut_sentences(text="あ" * 2_000)
    assert "".join(parts).count("あ") >= 2_000
    assert max(map(len, parts)) <= MOST_CHARACTERS


def test_rows_of_a_table_carry_their_headers_in_every_passage() -> None:
    rows = (("品目", "出し方"), *((f"品目{number}", "透明な袋に入れて朝八時までに出す") for number in range(40)))
    found = prose(Block(BlockKind.TABLE, "", rows=rows, header_rows=1))
    assert len(found) > 3
    assert all(line.startswith("品目: ") and "出し方: " in line for draft in found for line in draft.text.split("\n"))


def test_a_caption_is_the_heading_of_its_table() -> None:
    rows = (("区分", "料金"), ("大", "40円"))
    found = prose(Block(BlockKind.CAPTION, "ごみ袋の料金"), Block(BlockKind.TABLE, "", rows=rows, header_rows=1))
    assert found[0].heading_path == ("ごみ袋の料金",)
    assert len(found) == 1


def test_a_faq_is_one_passage_with_its_question_as_heading() -> None:
    row = FaqRow("ごみの日は？", "月曜です。" * 200, category="ごみ", variants=("ゴミいつ",), row_number=5)
    (draft,) = split(document=ParsedDocument("題", "ja", DocumentKind.FAQ, faq_rows=(row,)))
    assert draft.heading_path == ("ごみ", "ごみの日は？")
    assert (draft.place, draft.kind, draft.variants) == ("5行目", None, ("ゴミいつ",))


def test_digests_are_the_same_each_time_and_change_only_where_the_text_does() -> None:
    before = parse_markdown(content="# 題\n\n## 一\n\n古い文です。\n\n## 二\n\n同じ文です。\n".encode(), name="a.md")
    after = parse_markdown(content="# 題\n\n## 一\n\n新しい文です。\n\n## 二\n\n同じ文です。\n".encode(), name="a.md")
    old, new = ([draft.digest for draft in split(document=document)] for document in (before, after))
    assert old == [draft.digest for draft in split(document=before)]
    assert old[0] != new[0]
    assert old[1] == new[1]


ORDINANCE = """<html><body><div class="joubun"><p>○結町見本条例</p><p>令和6年3月1日</p><p>条例第1号</p>
<p>(定義)</p><p>第1条　この条例において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。</p>
{items}
<p>2　前項の規定にかかわらず、町長は別に定めることができる。</p>
<p>(委任)</p><p>第2条　必要な事項は、規則で定める。</p></div></body></html>"""


def test_a_long_article_is_cut_by_its_items_under_their_lead() -> None:
    items = "".join(f"<p>({number})　{'語の意味を定める。' * 9}</p>" for number in range(1, 13))
    found = split(document=parse_html(content=ORDINANCE.format(items=items).encode(), name="a.html"))
    places = [draft.place for draft in found if draft.place]
    assert places[0] == "第1条第1項第1号から第5号まで"
    assert places[-2:] == ["第1条第2項", "第2条"]
    cut = [draft for draft in found if "号" in draft.place]
    assert all(draft.text.startswith("この条例において") and draft.heading_path == ("第1条(定義)",) for draft in cut)


def test_a_short_article_is_one_passage_and_shows_its_numbers() -> None:
    found = split(
        document=parse_html(content=ORDINANCE.format(items="<p>(1)　町　結町をいう。</p>").encode(), name="a.html")
    )
    article = next(draft for draft in found if draft.place == "第1条")
    assert "　(1)　町　結町をいう。" in article.text
    assert "2　前項の規定にかかわらず" in article.text


@needs_data
@pytest.mark.slow
def test_real_ordinances_give_passages_of_a_size_to_cite() -> None:
    for path in sorted((DATA / "sabae-reiki" / "html").glob("*.html")):
        for draft in split(document=parse_html(content=path.read_bytes(), name=path.name)):
            assert 0 < len(draft.text) <= 1.2 * MOST_CHARACTERS
            assert len(draft.digest) == 64
