"""Ways through pages: `{% breadcrumb %}`, `{% tabs %}`, `{% pagination %}`, `{% steps %}`, `{% sort_header %}`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.http import QueryDict
from django.template import Context, Library
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from web.components.attributes import attributes
from web.components.icons import icon
from web.pagination import Pages

register = Library()

StepState = Literal["done", "current", "todo", "problem"]


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab that is a link; `count` is shown beside it."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a board or of a row."""

    label: str
    state: StepState = "todo"
    url: str = ""
    note: str = ""


STEP_WORDS = {
    "done": gettext_lazy("完了"),
    "current": gettext_lazy("いまここ"),
    "todo": gettext_lazy("これから"),
    "problem": gettext_lazy("確認が必要"),
}
_STEP_BADGES = {"done": "success", "current": "info", "todo": "neutral", "problem": "error"}


@register.inclusion_tag("web/components/breadcrumb.html")
def breadcrumb(*words: str) -> dict[str, Any]:
    """`{% breadcrumb "ホーム" home_url "文書" list_url "ごみの出し方" %}`: label and address in turn, then here."""
    links = list(zip(words[:-1:2], words[1:-1:2], strict=True))
    return {"links": links, "here": words[-1]}


@register.inclusion_tag("web/components/tabs.html")
def tabs(items: Iterable[Tab], label: str) -> dict[str, Any]:
    """Tabs that are links to addresses of their own; `label` names the group for screen readers."""
    return {"tabs": list(items), "label": label}


@register.inclusion_tag("web/components/pages.html", takes_context=True)
def pagination(context: Context, pages: Pages, name: str = "page") -> dict[str, Any]:
    """Links to the other pages, keeping the rest of the query; nothing when one page holds all."""
    query = _query(context)

    def address(number: int | None) -> str:
        query[name] = str(number)
        return f"?{query.urlencode()}"

    numbers = [(number, address(number) if number else "") for number in pages.window]
    return {
        "pages": pages,
        "numbers": numbers,
        "before": address(pages.previous) if pages.previous else "",
        "after": address(pages.next) if pages.next else "",
    }


@register.inclusion_tag("web/components/steps.html")
def steps(items: Iterable[Step], look: Literal["board", "row"] = "board", label: str = "") -> dict[str, Any]:
    """A board of steps with their states, or a row that shows where one stands in several pages."""
    drawn = [(step, STEP_WORDS[step.state], _STEP_BADGES[step.state]) for step in items]
    return {"steps": drawn, "look": look, "label": label}


@register.simple_tag(takes_context=True)
def sort_header(context: Context, label: str, key: str, name: str = "sort") -> SafeString:
    """A column head that sorts by `key` (`?sort=key`, pressed again `?sort=-key`); says the order to screen readers."""
    query = _query(context)
    now = query.get(name, "")
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    query[name] = f"-{key}" if now == key else key
    query.pop("page", None)
    return format_html(
        '<th scope="col"{}><a class="table__sort" href="?{}">{}{}</a></th>',
        attributes({"aria-sort": order}),
        query.urlencode(),
        label,
        icon({"ascending": "chevron-up", "descending": "chevron-down"}.get(order, "sort")),
    )


@register.inclusion_tag("web/components/search.html", takes_context=True)
def search_box(context: Context, label: str, name: str = "q", action: str = "", hint: str = "") -> dict[str, Any]:
    """A search form by GET with the last words kept."""
    return {
        "label": label,
        "name": name,
        "action": action,
        "hint": hint,
        "value": _query(context).get(name, ""),
        "word": _("検索"),
    }


def _query(context: Context) -> QueryDict:
    request = context.get("request")
    return request.GET.copy() if request is not None else QueryDict(mutable=True)
