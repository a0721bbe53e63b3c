"""Forms of the 公用文 check: the text with its steps, and one word of the glossary."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.proofreading.glossary import LONGEST_WORD, MOST_AVOIDED
from assistants.proofreading.proofread import LONGEST_TEXT
from assistants.proofreading.read_file import ENDINGS, FileNotRead, read_file
from assistants.proofreading.rule import PROFILE_WORDS, Profile
from assistants.proofreading.saving import LONGEST_TITLE
from assistants.proofreading.town_words import TownWord
from assistants.proofreading.working import Asked
from web.public import FileDrop

_BETWEEN: Final = re.compile(r"[、,，\s]+")
_TOO_LONG: Final = _(
    "文章が長すぎます（%(length)s字）。一度に確かめられるのは%(most)s字までです。章ごとに分けて入れてください。"
)


class ProofForm(forms.Form):
    """A text, for whom it is written, and what to do with it (the button that was pressed)."""

    profile = forms.ChoiceField(
        label=_("文章の種類"),
        choices=[(profile.value, words) for profile, words in PROFILE_WORDS.items()],
        initial=Profile.NOTICE.value,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("文章"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_("貼り付けるか、下からWordを読み込みます。%(most)s字まで。") % {"most": f"{LONGEST_TEXT:,}"},
    )
    file = forms.FileField(
        label=_("Wordやテキストのファイル"),
        required=False,
        allow_empty_file=True,
        widget=FileDrop(accept=ENDINGS),
        help_text=_("docx・txt。文字だけを読み取り、ファイルは保存しません。"),
    )
    before = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("題名"), required=False, max_length=LONGEST_TITLE)
    do = forms.CharField(required=False, max_length=120)

    def clean_text(self) -> str:
        """With line breaks of one kind. Raises ValidationError for a text that is too long."""
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n").replace("\r", "\n")
        return self._not_too_long(text)

    def clean_before(self) -> str:
        """As it stood before the last step; too long a one is not kept."""
        before = str(self.cleaned_data["before"]).replace("\r\n", "\n")
        return before if len(before) <= LONGEST_TEXT else ""

    def clean(self) -> dict[str, Any]:
        """A file takes the place of the text; one that cannot be read leaves it as it is."""
        cleaned = super().clean() or self.cleaned_data
        uploaded = cleaned.get("file")
        if uploaded and not self.errors:
            try:
                cleaned["text"] = self._not_too_long(read_file(name=uploaded.name, content=uploaded.read()))
            except FileNotRead as refused:
                self.add_error("file", str(refused))
            except forms.ValidationError as long:
                self.add_error("file", long)
        return cleaned

    def asked(self) -> Asked:
        """What the person wants; after `is_valid`."""
        given = self.cleaned_data
        step, _colon, key = str(given["do"] or "check").partition(":")
        text, profile = given["text"], Profile(given["profile"])
        return Asked(text=text, profile=profile, before=given["before"], step=step, key=key, title=given["title"])

    @staticmethod
    def _not_too_long(text: str) -> str:
        if len(text) > LONGEST_TEXT:
            numbers = {"length": f"{len(text):,}", "most": f"{LONGEST_TEXT:,}"}
            raise forms.ValidationError(_TOO_LONG % numbers)
        return text


class SpellingForm(forms.Form):
    """A word of the glossary."""

    preferred = forms.CharField(
        label=_("書く形"), max_length=LONGEST_WORD, help_text=_("この町で使う書き方。例: こども")
    )
    avoided = forms.CharField(
        label=_("書かない形"),
        required=False,
        max_length=LONGEST_WORD * MOST_AVOIDED,
        help_text=_("読点か空白で区切ります。例: 子供、子ども。空にすると、「書く形」を指摘しなくなるだけです。"),
    )
    reason = forms.CharField(
        label=_("理由"), required=False, max_length=200, help_text=_("指摘と一緒に表示します。例: 町こども条例による")
    )

    def clean_avoided(self) -> tuple[str, ...]:
        """The words, each once. Raises ValidationError for too many or too long ones."""
        words = tuple(dict.fromkeys(word for word in _BETWEEN.split(self.cleaned_data["avoided"]) if word))
        if len(words) > MOST_AVOIDED:
            raise forms.ValidationError(_("書かない形は%(most)s個までです。") % {"most": MOST_AVOIDED})
        if any(len(word) > LONGEST_WORD for word in words):
            raise forms.ValidationError(_("一つの言葉は%(most)s字までです。") % {"most": LONGEST_WORD})
        return words

    def word(self) -> TownWord:
        """The word; after `is_valid`."""
        given = self.cleaned_data
        return TownWord(given["preferred"].strip(), given["avoided"], given["reason"].strip())
