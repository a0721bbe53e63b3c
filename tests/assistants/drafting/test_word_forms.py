"""Town Word forms: what is taken in, what is refused and why, a draft in the town's own paper, opened again."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as WordDocument

from assistants.drafting.town_forms import sound_places
from assistants.drafting.word import as_word
from assistants.models import Draft, WordForm
from assistants.refusals import Refused
from audit_log.models import Entry
from tenants.public import in_town
from tests.assistants.drafting.test_drafting import HEAD, TEXT, VOWS, clerk, step
from tests.builders.word_forms import member, with_member, word_form

PAPER = {"document_number": "甲総第12号", "dated_on": "2026-09-01", "addressee": "各区長 様", "sender": "甲野町長"}
RELS = "word/_rels/document.xml.rels"
FETCHING = (
    "<w:r><w:instrText> INCLUDEPICTURE &quot;http://away.example/x&quot; </w:instrText></w:r>",
    "<w:r><w:instrText> INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT &quot;x&quot;</w:instrText></w:r>",
    '<w:fldSimple w:instr=" includepicture &quot;http://away.example/x&quot; "><w:r><w:t>x</w:t></w:r></w:fldSimple>',
)


def with_field(field: str) -> bytes:
    """A form with a field at its end."""
    body = member(word_form(), "word/document.xml").replace(b"<w:sectPr", f"<w:p>{field}</w:p><w:sectPr".encode(), 1)
    return with_member(word_form(), "word/document.xml", body)


def opened(content: bytes):
    """The document and the words of its paragraphs."""
    document = WordDocument(BytesIO(content))
    return document, [paragraph.text for paragraph in document.paragraphs]


def test_a_draft_stands_in_the_towns_form_with_headings_lists_tables_and_header() -> None:
    row = Draft(title="敬老会のお知らせ", document_number="甲総第12号", addressee="各区長 様", sender="甲野町長")
    text = f"{TEXT}\n1. 一つ目\n2. 二つ目\n\n文\n\n1. また一つ目\n\n- い\n  - ろ\n\n**太字**の文"
    document, words = opened(as_word(row, text, word_form("以上")))
    assert words[:5] == ["甲総第12号", "", "各区長 様", "甲野町長", "敬老会のお知らせ"]
    assert document.sections[0].header.paragraphs[0].text == "甲野町　敬老会のお知らせ"
    assert "甲野町役場" in document.sections[0].footer.paragraphs[0].text
    assert [one.style.name for one in document.paragraphs if one.text == "敬老会のお知らせ"][-1] == "Heading 1"
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["上履き", "1"]
    assert document.tables[1].cell(0, 1).text == "甲野町長", "the form's own table"
    numbers = [one._p.pPr.numPr.numId.val for one in document.paragraphs if one.text in ("一つ目", "また一つ目")]
    assert numbers[0] != numbers[1], "a second list counts anew"
    assert [one.style.name for one in document.paragraphs if one.text in ("い", "ろ")] == [
        "List Bullet",
        "List Bullet 2",
    ]
    assert [run.text for one in document.paragraphs for run in one.runs if run.bold] == ["太字"]
    assert words.index("太字の文") < words.index("以上"), "the text stands where its place was"
    assert not [one for one in words if "{" in one or "｛" in one]


def test_a_form_without_styles_of_lists_and_headings_takes_a_draft_too() -> None:
    bare = WordDocument(BytesIO(word_form()))
    for name in ("Heading 1", "Heading 2", "List Bullet", "List Number", "Table Grid", "Quote"):
        element = bare.styles[name].element
        element.getparent().remove(element)
    kept = BytesIO()
    bare.save(kept)
    document, words = opened(
        as_word(Draft(title="件"), "## 見出し\n\n- い\n\n1. 一\n\n> 引用\n\n|a|\n|-|\n|b|", kept.getvalue())
    )
    assert [one for one in words if one in ("見出し", "・い", "1. 一", "引用")] == ["見出し", "・い", "1. 一", "引用"]
    assert document.tables[0].rows[1].cells[0].text == "b"


def test_a_content_control_is_a_place_too() -> None:
    control = "".join(
        f'<w:sdt><w:sdtPr><w:{kind} w:val="{name}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>ここに</w:t></w:r></w:p>'
        "</w:sdtContent></w:sdt>"
        for kind, name in (("tag", "件名"), ("alias", "本文"))
    )
    plain = BytesIO()
    WordDocument().save(plain)
    body = member(plain.getvalue(), "word/document.xml").replace(b"<w:sectPr", control.encode() + b"<w:sectPr", 1)
    form = with_member(plain.getvalue(), "word/document.xml", body)
    assert sorted(sound_places(file_name="様式.docx", content=form)) == ["件名", "本文"]
    filled = member(as_word(Draft(title="敬老会"), "お知らせします。", form), "word/document.xml").decode()
    assert "敬老会" in filled
    assert "お知らせします。" in filled
    assert "ここに" not in filled


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("様式.docm", word_form(), "「Word文書（.docx）」として保存し直して"),
        ("様式.docx", with_member(word_form(), "word/vbaProject.bin", b"x"), "マクロを含む"),
        (
            "様式.docx",
            with_member(
                word_form(),
                "[Content_Types].xml",
                member(word_form(), "[Content_Types].xml").replace(
                    b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
                ),
            ),
            "マクロを使える形式",
        ),
        ("様式.docx", b"%PDF-1.7 not word", "中身"),
        ("様式.docx", b"PK\x03\x04broken", "「様式.docx」"),
        ("様式.docx", b"", "空"),
        ("様式.docx", b"PK" + b"\0" * 2_100_000, "2MBより大きい"),
        ("様式.docx", word_form("{{電話番号}}"), "知らない欄「電話番号」"),
        ("様式.docx", word_form("{{ ''.__class__.__mro__ }}"), "知らない欄"),
        ("様式.docx", with_member(word_form(), "word/embeddings/oleObject1.bin", b"x"), "埋め込まれて"),
        (
            "様式.docx",
            with_member(
                word_form(),
                RELS,
                member(word_form(), RELS).replace(
                    b"</Relationships>",
                    b'<Relationship Id="r99" Type="http://x/attachedTemplate" Target="http://away.example/t.dotm" '
                    b'TargetMode="External"/></Relationships>',
                ),
            ),
            "外のファイルやサイト",
        ),
        *(("様式.docx", with_field(field), "外のファイルやサイト") for field in FETCHING),
    ],
)
def test_what_is_no_sound_form_is_refused_with_the_reason(town, name: str, content: bytes, told: str) -> None:
    with pytest.raises(Refused, match=told), in_town(town):
        sound_places(file_name=name, content=content)


def test_page_numbers_and_links_are_no_reason_to_refuse(town) -> None:
    link = '<w:r><w:instrText> HYPERLINK "http://a.example/link/import" </w:instrText></w:r>'
    field = f'<w:fldSimple w:instr=" PAGE "/>{link}'
    with in_town(town):
        assert "本文" in sound_places(file_name="様式.docx", content=with_field(field))


def test_a_form_without_a_line_for_the_text_is_refused(town) -> None:
    plain = BytesIO()
    document = WordDocument()
    document.add_paragraph("本文は{{本文}}です")
    document.save(plain)
    with pytest.raises(Refused, match="本文を入れる場所"):
        sound_places(file_name="様式.docx", content=plain.getvalue())


def test_the_admin_puts_forms_up_and_a_draft_leaves_in_the_one_it_names(town, people) -> None:
    admin, writer = clerk(town, people.admin), clerk(town, people.member)
    assert writer.get("/drafts/forms/").status_code in (302, 403, 404)
    assert "まだ様式がありません" in admin.get("/drafts/forms/").content.decode()
    assert admin.get("/drafts/forms/sample/").content.startswith(b"PK")
    bad = admin.post("/drafts/forms/", {"name": "通知", "file": SimpleUploadedFile("t.docx", word_form("{{住所}}"))})
    assert (bad.status_code, "知らない欄「住所」" in bad.content.decode()) == (422, True)
    for name, extra in (("通知", "以上"), ("広報", "町の広報")):
        admin.post("/drafts/forms/", {"name": name, "file": SimpleUploadedFile("t.docx", word_form(extra))})
    with in_town(town):
        first, second = WordForm.objects.get(name="通知"), WordForm.objects.get(name="広報")
        assert (first.is_default, second.is_default) == (True, False)
        noted = Entry.objects.filter(action="assistants.word_form.changed", subject_id__in=[first.pk, second.pk])
        assert noted.count() == 2
    page = str(writer.post("/drafts/new/", {**HEAD, **PAPER, "text": TEXT, "word_form": second.pk})["Location"])
    step(writer, page, step="confirm", vow=VOWS)
    assert "町の広報" in opened(writer.get(f"{page}file/?kind=word").content)[1]
    admin.post("/drafts/forms/", {"step": "remove", "form": second.pk})
    words = opened(writer.get(f"{page}file/?kind=word").content)[1]
    assert "以上" in words, "the town's own paper takes its place"
    assert "令和8年9月1日" in words
    admin.post("/drafts/forms/", {"step": "remove", "form": first.pk})
    assert "甲総第12号" in opened(writer.get(f"{page}file/?kind=word").content)[1], "the plain page"
