"""Why a sentence is withheld: a closed list, in words for staff."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """Stored beside withheld sentences; never rename a value."""

    NO_CITATION = "no_citation", _("出典の番号がありません")
    NUMBER = "number", _("出典にない数字です")
    MONEY = "money", _("出典と金額が違います")
    DATE = "date", _("出典と日付が違います")
    TIME = "time", _("出典と時刻が違います")
    WEEKDAY = "weekday", _("出典と曜日が違います")
    PHONE = "phone", _("出典にない電話番号です")
    LINK = "link", _("出典にないリンクやメールアドレスです")
    DESK = "desk", _("出典と窓口や施設の名前が違います")
    NAME = "name", _("出典にない地名や人名です")
    BOUNDARY = "boundary", _("「以上・未満・まで」などの範囲が出典と違います")
    POLARITY = "polarity", _("できる・できない、要る・要らないが出典と違います")
    ELSEWHERE = "elsewhere", _("出典では別の事柄についての数字です")
    NOT_SAID = "not_said", _("出典に書かれていない内容です")
    DECIDES_ENTITLEMENT = "decides_entitlement", _("個人が対象になるかどうかを断定しています")
    INSTRUCTIONS = "instructions", _("AIへの指示の内容が混じっています")
    MARKUP = "markup", _("文章でないもの（プログラムや画像）が混じっています")
    TOO_LONG = "too_long", _("文が長すぎて、出典と照らし合わせられません")
    SAYS_NOTHING = "says_nothing", _("資料に答えがないという文です")
    NOTHING_FOLLOWS = "nothing_follows", _("前置きだけで、答えが続きませんでした")
