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
    LIBRARY_READ = "library.read", _("共有のひな形と、町で導入したものを読む")
    LIBRARY_PROVE = "library.prove", _("共有のひな形を試す・検証する（AIモデルの利用枠を使います）")
    LIBRARY_ADOPT = "library.adopt", _("共有のひな形を町に導入する・更新する・取りやめる")
    LIBRARY_PUBLISH = "library.publish", _("町のひな形の共有を準備し、公開を申請する・要望に加わる")
