"""Forms of the model settings: an endpoint, and the order of endpoints for a feature."""

from dataclasses import fields
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from llm_gateway.public import EndpointKind, EndpointValues, Feature, Flavour, StoredEndpoint, kind_for

_CHOICES_A_FEATURE: Final = 3
_TYPED: Final = frozenset(
    {"name", "kind", "flavour", "base_url", "model", "api_version", "enabled", "max_output_tokens"}
    | {"connect_seconds", "first_token_seconds", "idle_seconds", "total_seconds"}
    | {"price_in", "price_out", "currency", "yen_rate"}
)


class EndpointForm(forms.Form):
    """A model at an address. The stored key is never shown: empty keeps it."""

    name = forms.CharField(label=_("名前"), max_length=100, help_text=_("画面に出る呼び名。例: さくらのAI（標準）"))
    kind = forms.ChoiceField(label=_("用途"), choices=EndpointKind.choices)
    flavour = forms.ChoiceField(label=_("方式"), choices=Flavour.choices)
    base_url = forms.CharField(label=_("アドレス"), max_length=500, help_text=_("例: https://api.example.jp/v1"))
    model = forms.CharField(label=_("モデル名"), max_length=200, help_text=_("Azureではデプロイ名。"))
    # Shown again only to the person who has just typed it, so that a test does not ask for it twice.
    api_key = forms.CharField(
        label=_("APIキー"),
        required=False,
        strip=True,
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "off"}),
    )
    remove_key = forms.BooleanField(label=_("保存したキーを消す"), required=False)
    api_version = forms.CharField(label=_("APIバージョン（Azureのみ）"), max_length=40, required=False)
    enabled = forms.BooleanField(label=_("使う"), required=False, initial=True)
    connect_seconds = forms.FloatField(label=_("接続の待ち時間（秒）"), min_value=0.1, max_value=600, initial=5)
    first_token_seconds = forms.FloatField(label=_("最初の文字までの待ち時間（秒）"), min_value=0.1, max_value=600)
    idle_seconds = forms.FloatField(label=_("途中で止まったときの待ち時間（秒）"), min_value=0.1, max_value=600)
    total_seconds = forms.FloatField(label=_("全体の制限時間（秒）"), min_value=0.1, max_value=600)
    max_output_tokens = forms.IntegerField(label=_("出力の上限（トークン）"), min_value=1, max_value=1_000_000)
    price_in = forms.DecimalField(label=_("入力の単価（100万トークン）"), min_value=0, max_digits=12, decimal_places=4)
    price_out = forms.DecimalField(label=_("出力の単価（100万トークン）"), min_value=0, max_digits=12, decimal_places=4)
    currency = forms.RegexField(r"^[A-Z]{3}$", label=_("通貨"), help_text=_("JPY、USDなど。"))
    yen_rate = forms.DecimalField(label=_("1通貨あたりの円"), min_value=0, max_digits=12, decimal_places=4)

    def __init__(self, data: Any = None, *, stored: StoredEndpoint | None = None) -> None:
        start = stored.values if stored else _defaults()
        initial = {name: getattr(start, name) for name in _TYPED}
        super().__init__(data, initial=initial)
        self._start = start
        if stored is None or not stored.has_key:
            del self.fields["remove_key"]
        elif stored.key_readable:
            self.fields["api_key"].help_text = _("保存済みです。空欄のままなら、いまのキーを使います。")
        else:
            self.fields["api_key"].help_text = _("保存したキーを読み取れません。もう一度入力してください。")

    @property
    def values(self) -> EndpointValues:
        """What was typed, with what this form does not show as it was."""
        kept = {field.name: getattr(self._start, field.name) for field in fields(EndpointValues)}
        typed = {name: self.cleaned_data[name] for name in _TYPED}
        typed |= {"kind": EndpointKind(typed["kind"]), "flavour": Flavour(typed["flavour"])}
        key = "" if self.cleaned_data.get("remove_key") else self.cleaned_data["api_key"] or None
        return EndpointValues(**{**kept, **typed, "api_key": key})

    def take_over(self, problem: ValidationError) -> None:
        """Show what the gateway found wrong beside its fields."""
        by_field = problem.message_dict if hasattr(problem, "error_dict") else {"__all__": problem.messages}
        for name, sentences in by_field.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)


class RouteForm(forms.Form):
    """Which endpoint serves a feature, and which comes next when it fails."""

    def __init__(
        self, *args: Any, feature: Feature, offered: list[StoredEndpoint], now: tuple[int, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fitting = [(e.id, e.values.name) for e in offered if e.values.kind == kind_for(feature=feature)]
        labels = (_("最初に使う"), _("だめなとき"), _("それもだめなとき"))
        for place, label in enumerate(labels):
            self.fields[f"place_{place}"] = forms.TypedChoiceField(
                label=label,
                choices=[("", _("（なし）")), *fitting],
                coerce=int,
                empty_value=None,
                required=False,
                initial=now[place] if place < len(now) else "",
            )

    @property
    def endpoint_ids(self) -> list[int]:
        """The chosen ones in their order, each once."""
        chosen = [self.cleaned_data[f"place_{place}"] for place in range(_CHOICES_A_FEATURE)]
        return list(dict.fromkeys(each for each in chosen if each))


def _defaults() -> EndpointValues:
    return EndpointValues(name="", kind=EndpointKind.CHAT, base_url="", model="")
