"""What a key may be used for; a closed list, named in the API's description."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """範囲."""

    ASK = "questions.ask", _("質問して回答を受け取る")
    READ = "conversations.read", _("その鍵で始めた会話を読む")
    RATE = "feedback.write", _("回答を評価する・誤りを知らせる")
    TALK = "talks.write", _("職員への相談を送り、返信を受け取る")
    PROOFREAD = "texts.check", _("公用文の確認を行う")
    SOURCES = "sources.read", _("出典の本文を読む")
