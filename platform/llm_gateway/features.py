"""What the product uses models for: a closed list, each with the kind of endpoint that it needs."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class EndpointKind(models.TextChoices):
    """What an endpoint can do."""

    CHAT = "chat", _("文章の生成")
    EMBEDDING = "embedding", _("検索用の数値化（埋め込み）")
    RERANK = "rerank", _("検索結果の並べ替え")
    TRANSCRIPTION = "transcription", _("音声の文字起こし")


class Flavour(models.TextChoices):
    """How an endpoint is addressed."""

    OPENAI = "openai", _("OpenAI互換")
    AZURE = "azure", _("Azure OpenAI")


class Feature(models.TextChoices):
    """One use of a model; routes, usage figures and permissions are kept by it."""

    RESIDENT_ANSWER = "resident_answer", _("住民への回答")
    LISTENING = "listening", _("お悩み相談")
    STAFF_ASK = "staff_ask", _("職員の質問")
    DRAFT = "draft", _("下書きの作成")
    PROOFREAD = "proofread", _("公用文の点検")
    TRANSLATE = "translate", _("翻訳")
    EASY_JAPANESE = "easy_japanese", _("やさしい日本語")
    MINUTES = "minutes", _("議事録の作成")
    ASSEMBLY = "assembly", _("議会答弁の作成")
    OPINIONS = "opinions", _("意見の整理")
    EVALUATION = "evaluation", _("評価の実行")
    API = "api", _("外部プログラムからの利用")
    EMBED = "embed", _("検索の索引づくり")
    RERANK = "rerank", _("検索結果の並べ替え")
    TRANSCRIBE = "transcribe", _("音声の文字起こし")
    CONNECTION_TEST = "connection_test", _("接続テスト")


_OTHER_KINDS: Final = {
    Feature.EMBED: EndpointKind.EMBEDDING,
    Feature.RERANK: EndpointKind.RERANK,
    Feature.TRANSCRIBE: EndpointKind.TRANSCRIPTION,
}


def kind_for(*, feature: Feature) -> EndpointKind:
    """The kind of endpoint a feature needs; everything that writes text needs chat."""
    return _OTHER_KINDS.get(feature, EndpointKind.CHAT)
