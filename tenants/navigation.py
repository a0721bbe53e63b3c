"""Tenancy's lines in the navigation."""

from django.utils.translation import gettext_lazy as _

from web.public import OPERATOR, PERSON, QUICK, NavEntry, register

_SETTINGS = _("町の設定")
_RECORDS = _("記録")
_CONSORTIUM = _("協議会")

register(
    NavEntry(_("運営のホーム"), "operating:home", "home", 5, frame=OPERATOR),
    NavEntry(_("自治体"), "operating:towns", "town", 10, frame=OPERATOR),
    NavEntry(_("自治体へのお知らせ"), "operating:notices", "bell", 30, frame=OPERATOR),
    NavEntry(_("支援に入る"), "operating:support", "eye", 35, frame=OPERATOR),
    NavEntry(_("自治体を開設"), "operating:open", "plus", 20, frame=OPERATOR),
    NavEntry(_("稼働状況"), "operating:health", "health", 90, frame=OPERATOR),
)
register(
    NavEntry(_("ホーム"), "tenants:home", "home", 0, needs="home.see"),
    NavEntry(_("初日の手順"), "tenants:first_day", "flag", 5, needs="onboarding.run"),
    NavEntry(_("利用申請の承認"), "tenants:approvals", "check", 60, needs="people.approve", group=_SETTINGS),
    NavEntry(_("職員"), "tenants:people", "people", 61, needs="people.manage", group=_SETTINGS),
    NavEntry(_("課"), "tenants:sections", "section", 62, needs="sections.manage", group=_SETTINGS),
    NavEntry(_("町の情報"), "tenants:profile", "town", 63, needs="profile.edit", group=_SETTINGS),
    NavEntry(_("利用方針"), "tenants:policy", "shield", 64, needs="policy.edit", group=_SETTINGS),
    NavEntry(_("公開前の確認"), "tenants:launch", "check", 64, needs="policy.edit", group=_SETTINGS),
    NavEntry(_("住民へのお知らせ"), "tenants:announcements", "info", 47, needs="chat.switch", group=_("住民チャット")),
    NavEntry(_("AIモデル"), "tenants:models", "model", 65, needs="models.edit", group=_SETTINGS),
    NavEntry(_("APIキー"), "tenants:api_keys", "key", 66, needs="keys.manage", group=_SETTINGS),
    NavEntry(_("監査記録"), "tenants:audit_log", "log", 80, needs="audit.read", group=_RECORDS),
    NavEntry(_("協議会からのお知らせ"), "tenants:notices", "bell", 67, needs="notices.read", group=_CONSORTIUM),
    NavEntry(_("支援の許可"), "tenants:support", "eye", 68, needs="support.grant", group=_CONSORTIUM),
)
register(NavEntry(_("探す・移動"), "tenants:find", "search", 0, needs="home.see", frame=QUICK))
register(
    NavEntry(_("AI利用の申請"), "tenants:approval", "edit", 10, needs="home.see", frame=PERSON),
    NavEntry(_("パスワード"), "account_change_password", "lock", 20, frame=PERSON),
    NavEntry(_("二段階認証"), "mfa_index", "key", 30, frame=PERSON),
    NavEntry(_("ログイン中の端末"), "usersessions_list", "eye", 40, frame=PERSON),
    NavEntry(_("ログアウト"), "account_logout", "sign-out", 90, frame=PERSON, post=True),
)
