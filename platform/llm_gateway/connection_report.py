"""What a connection test found, in words for the person who set the endpoint up: what is wrong and what to do next."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from llm_gateway.failures import FailureKind


class Problem(StrEnum):
    """Which of the entered values is the cause, as far as it can be known from outside."""

    ADDRESS = "address"
    KEY = "key"
    MODEL = "model"
    TIME_OUT = "time_out"
    NOT_COMPATIBLE = "not_compatible"
    BUSY = "busy"
    SERVER = "server"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class ConnectionReport:
    """Result of a test. `models`: what the server offers, if it says; `detail`: its own words, for a specialist.

    Milliseconds are None when nothing came; `dimensions` is the length of the vectors of an embedding model.
    """

    ok: bool
    problem: Problem | None
    sentence: str
    next_step: str
    detail: str = ""
    models: tuple[str, ...] = ()
    first_token_ms: int | None = None
    total_ms: int | None = None
    dimensions: int | None = None


PROBLEM_OF: Final = {
    FailureKind.AUTH: Problem.KEY,
    FailureKind.UNKNOWN_MODEL: Problem.MODEL,
    FailureKind.RATE_LIMITED: Problem.BUSY,
    FailureKind.SLOW_FIRST_TOKEN: Problem.TIME_OUT,
    FailureKind.TIMEOUT: Problem.TIME_OUT,
    FailureKind.WRONG_SHAPE: Problem.NOT_COMPATIBLE,
    FailureKind.CUT: Problem.NOT_COMPATIBLE,
    FailureKind.ENDLESS: Problem.NOT_COMPATIBLE,
    FailureKind.UNAVAILABLE: Problem.SERVER,
    FailureKind.EMPTY: Problem.NO_ANSWER,
    FailureKind.REFUSED: Problem.NO_ANSWER,
    FailureKind.TOO_LONG: Problem.NO_ANSWER,
    FailureKind.CIRCUIT_OPEN: Problem.SERVER,
}

_GOOD: Final = (_("接続できました。"), _("このまま保存して使えます。"))
_WORDS: Final[dict[Problem, tuple[str | Promise, str | Promise]]] = {
    Problem.ADDRESS: (
        _("アドレスに接続できませんでした。"),
        _(
            "アドレスの綴りと、末尾の /v1 などのパスを確かめてください。庁内のサーバーなら、"
            "起動していることと、ファイアウォールで許可されていることを確かめてください。"
        ),
    ),
    Problem.KEY: (
        _("APIキーが受け付けられませんでした。"),
        _("提供元の管理画面でキーを確かめ、前後の空白を入れずに貼り付け直してください。"),
    ),
    Problem.MODEL: (
        _("指定したモデルがありませんでした。"),
        _("モデル名を提供元の表記どおりに入力してください。Azureではモデル名ではなく「デプロイ名」です。"),
    ),
    Problem.TIME_OUT: (
        _("時間内に応答がありませんでした。"),
        _("しばらくしてからもう一度試してください。続くときは、待ち時間を長くするか、軽いモデルを選んでください。"),
    ),
    Problem.NOT_COMPATIBLE: (
        _("応答がOpenAI互換の形式ではありませんでした。"),
        _("アドレスがAPIのもの（例: https://example.jp/v1）で、管理画面のものでないことを確かめてください。"),
    ),
    Problem.BUSY: (
        _("利用の上限に達しているか、混み合っています。"),
        _("提供元の管理画面で、利用枠と支払いの状態を確かめてください。"),
    ),
    Problem.SERVER: (
        _("接続先のサーバーでエラーが起きています。"),
        _("しばらくしてからもう一度試してください。続くときは、接続先の管理者に知らせてください。"),
    ),
    Problem.NO_ANSWER: (
        _("接続はできましたが、モデルが答えを返しませんでした。"),
        _("モデル名が文章の生成に使えるものかを確かめ、別のモデルでも試してください。"),
    ),
}


def words_for(*, problem: Problem | None) -> tuple[str, str]:
    """The sentence and the next step, in the language of the page."""
    sentence, next_step = _GOOD if problem is None else _WORDS[problem]
    return str(sentence), str(next_step)
