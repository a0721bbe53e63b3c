"""How an answer is to be written: fixed sentences of ours, chosen by length and tone."""

from typing import Final

from assistants.models import Inquiry

_LENGTH: Final = {
    Inquiry.Length.SHORT: "結論だけを、2文以内で書く。",
    Inquiry.Length.NORMAL: "",
    Inquiry.Length.LONG: "結論、根拠、手順や例外の順に、資料にあることをもれなく書く。",
}
_TONE: Final = {
    Inquiry.Tone.PLAIN: "",
    Inquiry.Tone.OFFICIAL: "文末は「である」体にする。",
    Inquiry.Tone.EASY: "住民にそのまま説明できるように、専門用語を言い換え、一文を短くする。",
}


def style_of(*, length: str, tone: str) -> str:
    """Sentences for the model; empty for the usual way."""
    return "\n".join(filter(None, (_LENGTH[Inquiry.Length(length)], _TONE[Inquiry.Tone(tone)])))
