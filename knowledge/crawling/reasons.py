"""The closed list of reasons in a crawl's report, each with its sentence for the clerk."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Reason(StrEnum):
    """Why a page was not taken in, a run ended, or a document was taken out of service."""

    ROBOTS = "robots"
    NOINDEX = "noindex"
    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    SERVER = "server"
    TIMED_OUT = "timed_out"
    UNREACHABLE = "unreachable"
    INSECURE = "insecure"
    INSIDE = "inside"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    OUT_OF_SCOPE = "out_of_scope"
    DUPLICATE = "duplicate"
    MOVED = "moved"
    NO_TEXT = "no_text"
    UNREADABLE = "unreadable"
    WITHDRAWN = "withdrawn"
    UNLINKED = "unlinked"
    CRASHED = "crashed"
    SITE_DOWN = "site_down"
    NO_ROBOTS = "no_robots"
    MANY_GONE = "many_gone"
    LIMIT = "limit"
    UNEXPECTED = "unexpected"


SENTENCES: Final[Mapping[Reason, Promise]] = {
    Reason.ROBOTS: _(
        "サイトの robots.txt が、読み取りを断っています。必要なら、サイトの管理者に許可を頼んでください。"
    ),
    Reason.NOINDEX: _("ページに「検索に載せない（noindex）」の指定があります。"),
    Reason.NOT_FOUND: _("ページがありません（404）。リンク元のページを直してください。"),
    Reason.FORBIDDEN: _("閲覧に許可が要るページです。公開のページではないため、取り込みません。"),
    Reason.SERVER: _("サイトがエラーを返しました。次の回にもう一度読みます。"),
    Reason.TIMED_OUT: _("時間内に読み終わりませんでした。次の回にもう一度読みます。"),
    Reason.UNREACHABLE: _("サイトにつながりませんでした。アドレスが正しいか、サイトが開くかを確かめてください。"),
    Reason.INSECURE: _("サイトの証明書が正しくないため、つなぎませんでした。サイトの管理者に確かめてください。"),
    Reason.INSIDE: _("庁内など、公開されていない場所のアドレスです。公開のサイトだけを読み取れます。"),
    Reason.TOO_LARGE: _("大きすぎるため、途中でやめました。分けて公開するか、ファイルから取り込んでください。"),
    Reason.WRONG_TYPE: _("取り込める種類のファイルではありません。"),
    Reason.OUT_OF_SCOPE: _("読み取る範囲の外へ案内するページです。範囲に含めるなら、サイトの設定で加えてください。"),
    Reason.DUPLICATE: _("同じ内容が、すでに入っています。"),
    Reason.MOVED: _("ほかのページへ案内するページです。案内先を読みました。"),
    Reason.NO_TEXT: _("読み取れる文章がありません。"),
    Reason.UNREADABLE: _("文字コードを判別できないか、ページが壊れています。"),
    Reason.WITHDRAWN: _("職員が取り下げた文書です。もう一度使うには、文書の一覧から取り込み直してください。"),
    Reason.UNLINKED: _("2回続けて、サイトのどこからもリンクされていませんでした。"),
    Reason.CRASHED: _("読み取りが続けて止まったため、このページをあきらめました。"),
    Reason.SITE_DOWN: _("サイトが続けて応答しないため、読み取りをやめました。入っている文書はそのまま使えます。"),
    Reason.NO_ROBOTS: _("robots.txt を確かめられないため、読み取りを始めませんでした。次の回にもう一度試します。"),
    Reason.MANY_GONE: _(
        "多くのページが一度に見えなくなったため、取り下げを見送りました。サイトの引っ越しや工事中でないか、確かめてください。"
    ),
    Reason.LIMIT: _("ページ数の上限まで読みました。上限を上げるか、範囲をせばめてください。"),
    Reason.UNEXPECTED: _("思いがけない失敗です。受付番号を添えて、運営にお知らせください。"),
}


def sentence(*, reason: str) -> str:
    """The sentence of a Reason value; an unknown one has none."""
    try:
        return str(SENTENCES[Reason(reason)])
    except ValueError:
        return ""
