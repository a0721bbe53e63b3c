"""The form of the style page: every kind of field, with the words a town would use."""

from typing import Any

from django import forms

from web.forms import DateInput, FileDrop, SeveralFiles, TimeInput


class StyleForm(forms.Form):
    """お知らせの登録: only to be looked at; nothing is kept."""

    title = forms.CharField(label="件名", max_length=60, help_text="60文字まで。検索結果にもこのまま表示されます。")
    section = forms.ChoiceField(
        label="担当課",
        choices=[
            ("", "選択してください"),
            ("1", "総務課"),
            ("2", "住民福祉課"),
            ("3", "建設水道課"),
            ("4", "産業振興課"),
        ],
    )
    audience = forms.ChoiceField(
        label="見せる相手",
        choices=[("residents", "住民と職員"), ("staff", "職員だけ"), ("section", "担当課だけ")],
        widget=forms.RadioSelect,
        initial="residents",
    )
    topics = forms.MultipleChoiceField(
        label="分野",
        required=False,
        choices=[("gomi", "ごみ・環境"), ("kosodate", "子育て"), ("zei", "税金"), ("bosai", "防災")],
        widget=forms.CheckboxSelectMultiple,
        help_text="いくつでも選べます。",
    )
    start = forms.DateField(label="有効期間の開始日", widget=DateInput)
    time = forms.TimeField(label="公開する時刻", required=False, widget=TimeInput)
    body = forms.CharField(
        label="本文", widget=forms.Textarea(attrs={"rows": 5}), help_text="個人情報は書かないでください。"
    )
    mail = forms.EmailField(label="問合せ先メールアドレス", required=False)
    number = forms.CharField(label="文書番号", disabled=True, required=False, initial="総第128号")
    attachments = SeveralFiles(
        label="添付ファイル",
        required=False,
        help_text="PDF・Word・Excel、1つ50MBまで。",
        widget=FileDrop(accept=(".pdf", ".docx", ".xlsx"), several=True),
    )
    agree = forms.BooleanField(label="内容を確認し、公開してよいと判断しました")

    def clean(self) -> dict[str, Any]:
        """Nothing to compare."""
        return self.cleaned_data


def faulty_form() -> StyleForm:
    """The same form as it comes back after a mistake."""
    return StyleForm(
        {"title": "", "section": "2", "audience": "", "start": "2026-13-40", "mail": "soumu", "body": "年末年始の…"}
    )
