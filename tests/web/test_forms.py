"""How forms are drawn: the attributes that screen readers need."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from web.forms import FileDrop, SeveralFiles
from web.style_form import StyleForm, faulty_form


@pytest.fixture(scope="module")
def fresh() -> HTMLParser:
    return HTMLParser(str(StyleForm()))


@pytest.fixture(scope="module")
def faulty() -> HTMLParser:
    return HTMLParser(str(faulty_form()))


def test_every_control_has_a_label_or_stands_in_a_named_group(fresh):
    for control in fresh.css("input:not([type=hidden]), select, textarea"):
        name = control.attributes["id"]
        assert fresh.css_first(f'label[for="{name}"]') or control.parent.tag == "label", name
    assert [legend.text(strip=True, deep=False) for legend in fresh.css("fieldset > legend")] == ["見せる相手", "分野"]


def test_required_is_said_in_words_not_only_by_an_attribute(fresh):
    assert "※必須" in fresh.css_first('label[for="id_title"]').text()
    assert "※必須" not in fresh.css_first('label[for="id_mail"]').text()
    assert "※必須" not in fresh.css_first('label[for="id_number"]').text()  # disabled


def test_support_text_is_tied_to_its_field(fresh):
    described = fresh.css_first("#id_title").attributes["aria-describedby"]
    assert fresh.css_first(f"#{described}").text().startswith("60文字まで")


def test_an_error_is_marked_tied_and_begins_with_a_star(faulty):
    title = faulty.css_first("#id_title")
    assert title.attributes["aria-invalid"] == "true"
    assert title.attributes["aria-describedby"].split() == ["id_title_helptext", "id_title_error"]
    assert faulty.css_first("#id_title_error").text(strip=True) == "＊入力してください。"
    assert faulty.css_first("#id_agree_error").text(strip=True) == "＊確認して、チェックを入れてください。"
    assert "id_audience_error" in faulty.css_first("fieldset").attributes["aria-describedby"]


def test_the_summary_links_to_every_field_with_an_error(faulty):
    links = [link.attributes["href"] for link in faulty.css("[data-error-summary] a")]
    assert links == ["#id_title", "#id_audience", "#id_start", "#id_mail", "#id_agree"]
    assert all(faulty.css_first(link) for link in links)


def test_a_form_without_errors_has_no_summary(fresh):
    assert fresh.css_first("[data-error-summary]") is None


def test_a_sentence_of_the_forms_own_stays_as_it_is():
    class Own(forms.Form):
        code = forms.CharField(label="団体コード", error_messages={"required": "6桁の団体コードを入れてください。"})

    assert "＊6桁の団体コードを入れてください。" in str(Own({}))


def test_what_people_typed_is_escaped():
    class Own(forms.Form):
        code = forms.ChoiceField(label="<b>課</b>", choices=[("1", "<i>総務課</i>")])

    drawn = str(Own({"code": "<script>"}))
    assert "<b>" not in drawn
    assert "<i>" not in drawn
    assert "<script>" not in drawn


def test_several_files_are_each_checked():
    class Upload(forms.Form):
        files = SeveralFiles(label="ファイル", widget=FileDrop(several=True))

    good = SimpleUploadedFile("a.txt", b"a")
    form = Upload({}, MultiValueDict({"files": [good, SimpleUploadedFile("b.txt", b"b")]}))
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["files"]] == ["a.txt", "b.txt"]
    assert not Upload({}, MultiValueDict({"files": [good, SimpleUploadedFile("empty.txt", b"")]})).is_valid()
    assert not Upload({}, MultiValueDict()).is_valid()
