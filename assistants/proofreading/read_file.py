"""The text of an uploaded file: Word or plain text, read by the parsers of knowledge, kept nowhere."""

from typing import Final

from django.utils.translation import gettext as _

from knowledge.public import FileRefused, explain_refusal, text_of_file

ENDINGS: Final = (".docx", ".txt", ".md")
MOST_BYTES: Final = 10 * 1024 * 1024


class FileNotRead(Exception):
    """A file is not read; the message says what, why and the next step."""


def read_file(*, name: str, content: bytes) -> str:
    """What a file says, paragraph by paragraph. Nothing in it is executed. Raises FileNotRead."""
    lower = name.lower()
    known = (*ENDINGS, ".doc", ".docm", ".jtd")
    if not lower.endswith(known):
        raise FileNotRead(
            _("「%(name)s」は読めません。Word（.docx）かテキスト（.txt）にするか、文章を貼り付けてください。")
            % {"name": name}
        )
    if len(content) > MOST_BYTES:
        raise FileNotRead(
            _("「%(name)s」は大きすぎます（10MBまで）。画像を減らすか、文章を貼り付けてください。") % {"name": name}
        )
    try:
        return text_of_file(name=name, content=content)
    except FileRefused as refused:
        told = explain_refusal(code=refused.code.value)
        raise FileNotRead(f"「{name}」: {told.what}{told.why}{told.next_step}") from refused
