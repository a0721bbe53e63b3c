"""Checking: tries a connection to LINE and says what stands and what is missing, a sentence each."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from assistants.line.client import Answer, Came, LineClient


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is right, what it is, and the next step when it is not."""

    ok: bool
    sentence: str
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class LineReport:
    """What a test found; `usable`: the token belongs to an account, whose names are known."""

    usable: bool
    bot_name: str
    basic_id: str
    findings: tuple[Finding, ...]


def check_line(*, token: str, webhook_address: str, with_webhook: bool) -> LineReport:
    """Ask LINE who the token is; `with_webhook`: also have LINE call us. At most 20 seconds. Never raises."""
    with LineClient(token=token) as line:
        info = line.info()
        if info.came is not Came.ACCEPTED:
            return LineReport(False, "", "", (_who(info),))
        findings = [_who(info), _mode(info)]
        if with_webhook:
            findings += [_address(line.webhook(), webhook_address), _called(line, webhook_address)]
    name, basic_id = str(info.content.get("displayName", "")), str(info.content.get("basicId", ""))
    return LineReport(True, name, basic_id, tuple(findings))


def _who(info: Answer) -> Finding:
    if info.came is Came.ACCEPTED:
        names = {"name": info.content.get("displayName", ""), "id": info.content.get("basicId", "")}
        return Finding(True, _("アカウント「%(name)s」（%(id)s）につながりました。") % names)
    if info.came is Came.UNCLEAR:
        return Finding(
            False,
            _("LINEのサーバーに届きませんでした。"),
            _("少し待ってから、もう一度「接続を試す」を押してください。"),
        )
    return Finding(
        False,
        _("アクセストークンが使えませんでした。"),
        _("LINE Developersの「Messaging API設定」で、長期のチャネルアクセストークンを発行し直して貼り付けてください。"),
    )


def _mode(info: Answer) -> Finding:
    if info.content.get("chatMode") == "chat":
        return Finding(
            False,
            _("応答の方法が「チャット」になっています。"),
            _(
                "LINE Official Account Managerの「応答設定」で、"
                "チャットと応答メッセージをオフ、Webhookをオンにしてください。"
            ),
        )
    return Finding(True, _("応答の方法は「Bot」です。"))


def _address(answer: Answer, expected: str) -> Finding:
    found = str(answer.content.get("endpoint", ""))
    if answer.came is Came.ACCEPTED and found == expected and answer.content.get("active"):
        return Finding(True, _("Webhookのアドレスが登録され、オンになっています。"))
    if answer.came is Came.ACCEPTED and found == expected:
        return Finding(False, _("Webhookがオフです。"), _("LINE Developersの「Webhookの利用」をオンにしてください。"))
    other = urlsplit(found).netloc
    return Finding(
        False,
        _("別のアドレスが登録されています（%(host)s）。") % {"host": other}
        if other
        else _("Webhookのアドレスがまだ登録されていません。"),
        _("下のアドレスをコピーし、LINE Developersの「Webhook URL」に貼り付けてください。"),
    )


def _called(line: LineClient, address: str) -> Finding:
    answer = line.test_webhook(address=address)
    if answer.came is Came.ACCEPTED and answer.content.get("success"):
        return Finding(True, _("LINEから、この町のアドレスに届きました。"))
    return Finding(
        False,
        _("LINEから、この町のアドレスに届きませんでした（%(why)s）。")
        % {"why": answer.content.get("reason") or answer.content.get("statusCode") or _("応答なし")},
        _("チャネルシークレットが同じチャネルのものか、アドレスがインターネットから届くかを確かめてください。"),
    )
