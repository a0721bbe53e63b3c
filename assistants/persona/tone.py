"""What a model is told of the town's tone: one of our own sentences, chosen by the town, never its free text."""

from typing import Final

from assistants.models import Persona

_SENTENCES: Final = {
    Persona.Tone.POLITE: "",
    Persona.Tone.FRIENDLY: (
        "文末は親しみやすくする（「〜ですよ」「〜してくださいね」を使ってよい）。絵文字・方言・冗談・感想は使わない。内容と数字は変えない。"
    ),
    Persona.Tone.SHORT: "1文を40字以内にし、前置きを書かない。内容と数字は変えない。",
}


def tone_sentence() -> str:
    """The sentence of the entered town's tone, mostly empty. One query."""
    tone = Persona.objects.values_list("tone", flat=True).first() or Persona.Tone.POLITE
    return _SENTENCES[Persona.Tone(tone)]
