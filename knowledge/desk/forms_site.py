"""Forms of the town's web site as a source: its address, and how it is read."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from knowledge.crawling.addresses import canonical
from knowledge.crawling.limits import LEAST_DELAY, MOST_DELAY, MOST_DEPTH, MOST_PAGES
from knowledge.models import Site
from tenants.public import town_sections

_WEEKDAYS: Final = [
    (0, _("月曜日")),
    (1, _("火曜日")),
    (2, _("水曜日")),
    (3, _("木曜日")),
    (4, _("金曜日")),
    (5, _("土曜日")),
    (6, _("日曜日")),
]
_MOST_LINES: Final = 50


class AddressForm(forms.Form):
    """The first question: where the site is."""

    address = forms.CharField(
        label=_("サイトのアドレス"),
        max_length=500,
        help_text=_("町の公式サイトの入口、または読み取りたい部分の入口。例 https://www.town.example.jp/kurashi/"),
    )

    def clean_address(self) -> str:
        """The address in its one form."""
        written = str(self.cleaned_data["address"]).strip()
        found = canonical(address=written if "://" in written else f"https://{written}")
        if not found:
            raise forms.ValidationError(_("アドレスの書き方が正しくありません。https:// から書いてください。"))
        return found


class SiteForm(forms.Form):
    """How far a site is read, when, and what becomes of its pages."""

    beginning = forms.CharField(
        label=_("読み取る範囲（パスの始まり）"),
        max_length=300,
        help_text=_(
            "「/」ならサイト全体。「/kurashi/」なら、その下のページだけを読みます。リンク先のファイルは範囲の外でも読みます。"
        ),
    )
    exclusions = forms.CharField(
        label=_("読まないところ"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("パスの始まりを1行に1つ。例 /gikai/ 。* は何にでも当てはまります。"),
    )
    further_hosts = forms.CharField(
        label=_("ほかに読むサーバー"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("町の別のサーバー名を1行に1つ。例 reiki.town.example.jp"),
    )
    takes_files = forms.BooleanField(
        label=_("リンクされたPDF・Word・Excel・CSVも取り込む"), required=False, initial=True
    )
    section = forms.ChoiceField(
        label=_("担当課"), required=False, help_text=_("新しいページは、この課の承認を待ちます。")
    )
    release = forms.BooleanField(
        label=_("公開中のページなので、承認を待たずに回答に使う"),
        required=False,
        help_text=_(
            "選ばないと、ページごとに承認が要ります。隠れた文字や個人情報が見つかったページは、選んでも確認を待ちます。"
        ),
    )
    schedule = forms.ChoiceField(label=_("読み取りの間隔"), choices=Site.Schedule.choices, initial="weekly")
    weekday = forms.TypedChoiceField(label=_("曜日（毎週のとき）"), choices=_WEEKDAYS, coerce=int, initial=0)
    hour = forms.TypedChoiceField(label=_("時刻"), choices=[], coerce=int, initial=3)
    most_pages = forms.IntegerField(label=_("ページ数の上限"), min_value=1, max_value=MOST_PAGES, initial=1_000)
    most_depth = forms.IntegerField(
        label=_("リンクをたどる深さ"), min_value=1, max_value=MOST_DEPTH, initial=8, help_text=_("入口からのリンクの数")
    )
    delay = forms.FloatField(
        label=_("ページごとの間（秒）"),
        min_value=LEAST_DELAY,
        max_value=MOST_DELAY,
        initial=LEAST_DELAY,
        help_text=_("サイトに負担をかけないための間です。robots.txt がもっと長い間を求めるときは、それに従います。"),
    )

    field_order = (
        "beginning", "section", "release", "schedule", "weekday", "hour", "takes_files", "exclusions", "further_hosts",
        "most_pages", "most_depth", "delay",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = [(str(section.id), section.name) for section in town_sections()]
        hours = [(hour, gettext("%(hour)s時ごろ") % {"hour": hour}) for hour in range(24)]
        self.fields["hour"].choices = hours  # type: ignore[attr-defined]
        self.fields["section"].choices = [("", _("町全体（管理者が承認する）")), *sections]  # type: ignore[attr-defined]

    def clean_beginning(self) -> str:
        """A path."""
        beginning = str(self.cleaned_data["beginning"]).strip()
        if not beginning.startswith("/"):
            raise forms.ValidationError(_("「/」で始めてください。"))
        return beginning

    def clean_exclusions(self) -> list[str]:
        """Lines that begin with / or *."""
        lines = _lines(self.cleaned_data["exclusions"])
        if wrong := [line for line in lines if not line.startswith(("/", "*"))]:
            raise forms.ValidationError(_("「/」か「*」で始めてください: %(line)s") % {"line": wrong[0]})
        return lines

    def clean_further_hosts(self) -> list[str]:
        """Names of hosts, in lower case."""
        lines = [line.lower() for line in _lines(self.cleaned_data["further_hosts"])]
        for line in lines:
            if not canonical(address=f"https://{line}/") or "/" in line or "@" in line:
                raise forms.ValidationError(_("サーバー名だけを書いてください: %(line)s") % {"line": line})
        return lines

    def values(self) -> dict[str, Any]:
        """Fields of Site."""
        data = dict(self.cleaned_data)
        section, prefix = data.pop("section"), data.pop("beginning")
        return {**data, "prefix": prefix, "section_id": int(section) if section else None}

    @staticmethod
    def of(*, site: Site) -> dict[str, Any]:
        """The present settings as initial values."""
        same = ("takes_files", "release", "schedule", "weekday", "hour", "most_pages", "most_depth", "delay")
        return {
            **{name: getattr(site, name) for name in same},
            "beginning": site.prefix,
            "exclusions": "\n".join(site.exclusions),
            "further_hosts": "\n".join(site.further_hosts),
            "section": str(site.section_id or ""),
        }


def _lines(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > _MOST_LINES:
        raise forms.ValidationError(_("%(most)s行までにしてください。") % {"most": _MOST_LINES})
    return lines
