"""The guides of the demo towns: picture, its words, tone, and the questions of the turn of the year."""

from typing import Any, Final

from assistants.public import WrittenSuggestion
from yuimachi.demo.mascots import mascot_picture

_WORDS: Final = {
    "kumoi": ("首に青い手ぬぐいを巻いたカモシカの「くもしか」", "polite"),
    "shionagi": ("海に浮かぶ丸いクジラの「なぎまる」", "short"),
    "wakabano": ("頭に若葉をのせたカワウソの「ばのん」", "friendly"),
}
_QUESTIONS: Final = {
    "kumoi": (
        WrittenSuggestion("明日は何のごみですか", first_hour=17, last_hour=24),
        WrittenSuggestion("次の可燃ごみはいつですか", first_hour=5, last_hour=8),
        WrittenSuggestion("12月31日は何のごみですか", 1220, 104),
    ),
    "shionagi": (
        WrittenSuggestion("年末年始のごみ収集はいつまでですか", 1215, 104),
        WrittenSuggestion("次の燃やせるごみはいつですか", first_hour=5, last_hour=8),
        WrittenSuggestion("転入の届出に必要なものは何ですか", path_prefix="/kurashi/todokede/"),
    ),
    "wakabano": (
        WrittenSuggestion("年末年始のごみ収集を教えてください", 1215, 104),
        WrittenSuggestion("明日は何のごみですか", first_hour=17, last_hour=24),
        WrittenSuggestion("保育所の申込みはいつですか", path_prefix="/kosodate/"),
    ),
}


def guide(*, slug: str) -> dict[str, Any]:
    """What `assistants.public.dress` takes for a town. Raises KeyError for an unknown one."""
    alt, tone = _WORDS[slug]
    return {"picture": mascot_picture(slug=slug), "alt": alt, "tone": tone, "questions": _QUESTIONS[slug]}
