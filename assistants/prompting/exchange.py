"""Templates out of and into files: one JSON file each, refused as a whole with every fault by its place."""

import json
from typing import Any, Final

from django.utils.translation import gettext as _

from assistants.prompting import check, schema
from assistants.prompting.content import Content, content_of

MOST_BYTES: Final = 1_000_000


class NotATemplate(ValueError):
    """The file is none; `faults` are sentences with their places."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def read_template(*, data: bytes) -> Content:
    """The template in a file. Raises NotATemplate."""
    if len(data) > MOST_BYTES:
        raise NotATemplate(
            (_("ファイルが大きすぎます（1MBまで）。ひな形を1つだけ書き出したファイルを選んでください。"),)
        )
    try:
        plain = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise NotATemplate((_("文字コードがUTF-8ではありません。UTF-8で保存し直してください。"),)) from wrong
    except RecursionError as wrong:
        raise NotATemplate((_("入れ子が深すぎて読めません。書き出したファイルをそのまま選んでください。"),)) from wrong
    except ValueError as wrong:
        raise NotATemplate((_unreadable(wrong),)) from wrong
    return content_from(plain=plain)


def content_from(*, plain: Any) -> Content:
    """Plain values that keep schema and checks. Raises NotATemplate."""
    faults = schema.faults_of(plain=plain)
    if faults:
        raise NotATemplate(faults)
    content = content_of(plain=plain)
    faults = check.faults_of(content=content)
    if faults:
        raise NotATemplate(faults)
    return content


def _unreadable(wrong: ValueError) -> str:
    if isinstance(wrong, json.JSONDecodeError):
        words = {"line": wrong.lineno, "column": wrong.colno}
        return _("JSONとして読めません（%(line)d行目の%(column)d文字目）。書き出したファイルを選んでください。") % words
    return _("JSONとして読めません。書き出したファイルをそのまま選んでください。")
