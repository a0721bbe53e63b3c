"""Forms of the knowledge desk."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from knowledge.editing.faq import FaqWording
from knowledge.ingesting.receive import Placement
from knowledge.models import Audience
from knowledge.readers import may_approve_for, sections_to_file_under
from pii_masking.public import find_my_number
from tenants.public import Access, town_grades, town_people, town_policy, town_sections
from web.public import DateInput, FileDrop, SeveralFiles

ENDINGS: Final = (
    ".pdf", ".docx", ".xlsx", ".pptx", ".doc", ".xls", ".ppt", ".html", ".htm", ".md", ".txt", ".csv", ".tsv", ".ods",
)  # fmt: skip
SHEET_ENDINGS: Final = (".csv", ".tsv", ".xlsx", ".ods")
AUDIENCES: Final = [
    (Audience.RESIDENTS.value, _("住民と職員（チャットボットの回答にも使う）")),
    (Audience.STAFF.value, _("職員のみ")),
    (Audience.SECTION.value, _("担当課の職員のみ")),
]


def grade_choices(*, held: int = 1) -> list[tuple[int, str]]:
    """The town's levels; a document that was filed under a higher one than the town knows now keeps it. One query."""
    choices = [(grade.level, grade.name) for grade in town_grades()]
    if held > len(choices):
        choices.append((held, gettext("機密性%(level)s（いまの段階にない）") % {"level": held}))
    return choices


class PlacedForm(forms.Form):
    """Where a document belongs and for whom it is; the same questions for uploads and for settings."""

    section = forms.ChoiceField(label=_("担当課"), required=False)
    audience = forms.ChoiceField(label=_("だれのための情報ですか"), choices=AUDIENCES, widget=forms.RadioSelect)
    grade = forms.TypedChoiceField(
        label=_("機密性"), coerce=int, initial=1, help_text=_("住民に使えるのは、いちばん上の段階だけです。")
    )
    valid_from = forms.DateField(label=_("公開開始日"), required=False, widget=DateInput)
    valid_until = forms.DateField(
        label=_("公開終了日"),
        required=False,
        widget=DateInput,
        help_text=_("過ぎると回答に使われません。空欄なら期限なしです。"),
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.access = access
        own = sections_to_file_under(access=access)
        choices = [(str(s.id), s.name) for s in town_sections() if own is None or s.id in own]
        section = self.fields["section"]
        section.choices = [("", _("町全体（課を決めない）")), *choices] if own is None else choices  # type: ignore[attr-defined]
        section.required = own is not None
        self.fields["audience"].initial = Audience.RESIDENTS.value
        self.fields["grade"].choices = grade_choices(held=self.initial.get("grade", 1))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What the fields must be together."""
        data = super().clean() or {}
        if data.get("audience") == Audience.RESIDENTS and data.get("grade", 1) != 1:
            self.add_error("grade", _("住民に使う文書の機密性は、いちばん上の段階（公開してよい）にしてください。"))
        if data.get("audience") == Audience.SECTION and not data.get("section"):
            self.add_error("section", _("担当課のみの文書には、担当課を選んでください。"))
        if data.get("valid_from") and data.get("valid_until") and data["valid_from"] > data["valid_until"]:
            self.add_error("valid_until", _("公開終了日は、公開開始日より後の日にしてください。"))
        return data

    @property
    def section_id(self) -> int | None:
        """The chosen section; None for the whole town."""
        chosen = self.cleaned_data.get("section")
        return int(chosen) if chosen else None

    @property
    def may_approve(self) -> bool:
        """Whether this person approves for the chosen section."""
        return may_approve_for(access=self.access, section_id=self.section_id)


class UploadForm(PlacedForm):
    """Many files at once."""

    uploads = SeveralFiles(
        label=_("ファイル"),
        widget=FileDrop(accept=ENDINGS, several=True),
        help_text=_(
            "PDF・Word・Excel・PowerPoint・HTML・Markdown・テキスト・CSV。1ファイル50MBまで。個人番号を含むファイルは入れないでください。"
        ),
    )
    release = forms.BooleanField(label=_("内容を確かめたので、すぐに公開する（承認する）"), required=False)
    field_order = ("uploads", "section", "audience", "grade", "valid_from", "valid_until", "release")

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, access=access, **kwargs)
        if not access.may("knowledge.approve") or town_policy().four_eyes:
            del self.fields["release"]

    @property
    def released(self) -> bool:
        """Approved with the upload: wanted, and theirs to decide."""
        return bool(self.cleaned_data.get("release")) and self.may_approve

    def clean_uploads(self) -> list[Any]:
        """The files; their names stand in lists and in the log, so none may be somebody's My Number."""
        files: list[Any] = self.cleaned_data["uploads"]
        if any(find_my_number(text=str(file.name)) for file in files):
            raise forms.ValidationError(
                _("ファイル名に個人番号（マイナンバー）らしい番号があります。名前を変えてください。")
            )
        return files

    def placement(self) -> Placement:
        """Where the files belong."""
        data = self.cleaned_data
        return Placement(
            audience=data["audience"],
            section_id=self.section_id,
            grade=data["grade"],
            valid_from=data["valid_from"],
            valid_until=data["valid_until"],
            source_key=str(self.section_id or ""),
        )


class SheetForm(UploadForm):
    """One FAQ sheet, whose columns are looked at before it is taken in."""

    uploads = SeveralFiles(
        label=_("FAQの表"),
        widget=FileDrop(accept=SHEET_ENDINGS),
        help_text=_("1行に質問と回答が1組ずつ入った、CSVまたはExcelの表。次の画面で列を確かめます。"),
    )


def column_names(*, headers: Sequence[str]) -> list[str]:
    """The header of each column, or the letters that Excel gives it: A, B, … Z, AA."""
    return [word or gettext("%(letters)s列") % {"letters": _letters(at)} for at, word in enumerate(headers)]


def _letters(number: int) -> str:
    above, last = divmod(number, 26)
    return (_letters(above - 1) if above else "") + chr(ord("A") + last)


class ColumnsForm(forms.Form):
    """Which column of a sheet holds what."""

    def __init__(self, *args: Any, headers: Sequence[str], guessed: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, str | Promise]] = [(str(at), word) for at, word in enumerate(headers)]
        none: list[tuple[str, str | Promise]] = [("", _("なし"))]
        unchosen: list[tuple[str, str | Promise]] = [("", _("選んでください"))]
        labels = {
            "question": _("質問の列"),
            "answer": _("回答の列"),
            "section": _("担当課の列"),
            "category": _("分類の列"),
            "variants": _("言い換えの列"),
            "valid_until": _("有効期限の列"),
        }
        for name, label in labels.items():
            must = name in ("question", "answer")
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=choices if must and guessed.get(name) is not None else (unchosen if must else none) + choices,
                coerce=int,
                empty_value=None,
                required=must,
                initial="" if guessed.get(name) is None else str(guessed[name]),
            )

    def clean(self) -> dict[str, Any]:
        """Question and answer are two columns."""
        data = super().clean() or {}
        if data.get("question") is not None and data.get("question") == data.get("answer"):
            self.add_error("answer", _("質問と回答には、別の列を選んでください。"))
        return data


class DocumentForm(PlacedForm):
    """A document's settings."""

    title = forms.CharField(label=_("題名"), max_length=300)
    source_url = forms.URLField(label=_("元のページのアドレス"), max_length=500, required=False, assume_scheme="https")
    responsible = forms.TypedChoiceField(
        label=_("担当者"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("内容を正しく保つ人。期限が近づくとお知らせが届きます。"),
    )
    field_order = ("title", "section", "responsible", "audience", "grade", "valid_from", "valid_until", "source_url")

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, access=access, **kwargs)
        held = self.initial.get("responsible")
        people = [(p.id, p.name) for p in town_people() if p.active or str(p.id) == str(held or "")]
        self.fields["responsible"].choices = [("", _("決めていない")), *people]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Fields of the document."""
        data = self.cleaned_data
        names = ("title", "audience", "grade", "valid_from", "valid_until", "source_url")
        owner = {"section_id": self.section_id, "responsible_id": data["responsible"]}
        return {name: data[name] for name in names} | owner


class ReplaceForm(forms.Form):
    """The next version of one document."""

    file = forms.FileField(label=_("新しいファイル"), widget=FileDrop(accept=ENDINGS))


class FaqForm(forms.Form):
    """One FAQ entry."""

    question = forms.CharField(label=_("質問"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    answer = forms.CharField(
        label=_("回答"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("質問に合うとき、この文のまま答えます。窓口・電話・期限・料金まで書くと親切です。"),
    )
    variants = forms.CharField(
        label=_("別の言い方"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("同じ質問の別の聞き方を、1行に1つずつ。"),
    )
    category = forms.CharField(label=_("分類"), required=False, max_length=60)
    valid_until = forms.DateField(label=_("有効期限"), required=False, widget=DateInput)

    def clean(self) -> dict[str, Any]:
        """A My Number is kept nowhere, so it is not taken in by hand either (番号法 19・20条)."""
        data = super().clean() or {}
        typed = "\n".join(str(data.get(name, "")) for name in ("question", "answer", "variants", "category"))
        if find_my_number(text=typed):
            raise forms.ValidationError(_("個人番号（マイナンバー）らしい番号があります。消してから保存してください。"))
        return data

    def wording(self) -> FaqWording:
        """What was written."""
        data = self.cleaned_data
        variants = tuple(dict.fromkeys(line.strip() for line in data["variants"].splitlines() if line.strip()))
        return FaqWording(
            data["question"].strip(), data["answer"].strip(), variants, data["category"], data["valid_until"]
        )


class NewFaqForm(FaqForm):
    """A new entry also says whose and for whom it is."""

    section = forms.ChoiceField(label=_("担当課"), required=False)
    audience = forms.ChoiceField(label=_("だれのための情報ですか"), choices=AUDIENCES[:2], widget=forms.RadioSelect)
    field_order = ("question", "answer", "variants", "section", "audience", "category", "valid_until")

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = sections_to_file_under(access=access)
        choices = [(str(s.id), s.name) for s in town_sections() if own is None or s.id in own]
        section = self.fields["section"]
        section.choices = [("", _("町全体（課を決めない）")), *choices] if own is None else choices  # type: ignore[attr-defined]
        section.required = own is not None
        self.fields["audience"].initial = Audience.RESIDENTS.value
