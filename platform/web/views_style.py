"""The living style page (only while DEBUG): every component in real words; the test bed of the page frame."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from web.charts import Series, draw_chart
from web.components.actions import Chip
from web.components.icons import icon_names
from web.components.ways import Step, Tab
from web.errors import TROUBLES, show_trouble
from web.event_stream import ServerEvent, event_stream
from web.htmx import render_page, stop_polling
from web.pagination import pages_of
from web.style_form import StyleForm, faulty_form

_FRAMES: Final = ("staff", "operator", "resident", "plain")
_MONTHS: Final = tuple(f"{month}月" for month in (6, 7, 8, 9, 10, 11))


def style(request: HttpRequest) -> HttpResponse:
    """Everything on one page."""
    if request.method == "POST":
        messages.success(request, "保存しました。")
    context = {"form": StyleForm(), "faulty": faulty_form(), **_parts(request.GET.get("page", "4")), **_charts()}
    return render(request, "web/style/style.html", context)


def style_of_frame(request: HttpRequest, frame: str) -> HttpResponse:
    """One frame, or the page of one trouble."""
    if frame in TROUBLES:
        return show_trouble(request=request, code=frame)
    if frame not in _FRAMES:
        raise Http404(frame)
    return render(request, f"web/style/{frame}.html", {"form": StyleForm(), **_parts(request.GET.get("page", "4"))})


def style_progress(request: HttpRequest) -> HttpResponse:
    """A job that grows with each question and ends the asking when it is done."""
    done = min(100, int(request.GET.get("from", "40")) + 20)
    response = render_page(
        request=request,
        page="web/style/progress.html",
        piece="web/style/progress.html",
        context={"done": done, "poll": f"{request.path}?from={done}" if done < 100 else ""},  # noqa: PLR2004  percent
    )
    return stop_polling(response=response) if done == 100 else response  # noqa: PLR2004  percent


async def style_stream(request: HttpRequest) -> StreamingHttpResponse:
    """A sentence, word by word."""
    return event_stream(events=_words())


async def _words() -> AsyncIterator[ServerEvent]:
    for word in ("燃える", "ごみは、", "毎週", "火曜日と", "金曜日の", "午前8時までに", "出してください。"):
        await asyncio.sleep(0.2)
        yield ServerEvent(event="word", data=word)
    yield ServerEvent(event="done")


def _parts(page: str) -> dict[str, Any]:
    return {
        "now": timezone.now(),
        "earlier": timezone.now() - timedelta(hours=3),
        "reiwa": datetime(2026, 11, 23, 0, 30, tzinfo=UTC),
        "icons": sorted(icon_names()),
        "tabs": (
            Tab("すべて", "?", current=True, count=128),
            Tab("公開中", "?state=open", count=96),
            Tab("承認待ち", "?state=waiting", count=3),
            Tab("期限切れ", "?state=old", count=29),
        ),
        "chips": (
            Chip("ごみの出し方", "#", icon="trash-bin"),
            Chip("住民票の写し", "#"),
            Chip("子育て支援", "#"),
            Chip("くもバスの時刻", "#", current=True),
        ),
        "board": (
            Step("町の基本情報を登録する", "done", "#", "担当課 9件、電話番号、開庁時間を登録しました。"),
            Step("知識を取り込む", "problem", "#", "3件のファイルを受け付けられませんでした。理由を確認してください。"),
            Step("質問を試す", "current", "#", "10問のうち6問が終わりました。"),
            Step("公開する", "todo", "", "前の手順がすべて終わると進めます。"),
        ),
        "row": (Step("宛先", "done"), Step("内容", "current"), Step("確認", "todo"), Step("完了", "todo")),
        "pages": pages_of(number=page, total=412, size=20),
        "facts": (
            ("団体コード", "202011"),
            ("人口", "5,812人（2026年10月1日）"),
            ("代表電話", "0260-00-0000"),
            ("開庁時間", "午前8時30分から午後5時15分まで（土曜日・日曜日・祝日を除く）"),
        ),
    }


def _charts() -> dict[str, Any]:
    answered = Series("回答できた", (412, 455, 502, 561, 640, 698))
    unanswered = Series("答えられなかった", (88, 74, 66, 61, 52, 40))
    desks = ("住民福祉課", "建設水道課", "総務課", "産業振興課")
    return {
        "monthly": draw_chart(
            title="質問の件数",
            unit="件",
            labels=_MONTHS,
            series=(answered, unanswered),
            shape="stacked",
            summary="6月から11月まで、回答できた質問は412件から698件に増え、答えられなかった質問は88件から40件に減りました。",
        ),
        "by_desk": draw_chart(
            title="担当課ごとの質問",
            unit="件",
            labels=desks,
            series=(Series("質問", (231, 164, 98, 57)),),
            shape="lying",
        ),
        "trend": draw_chart(
            title="満足度",
            unit="％",
            labels=_MONTHS,
            series=(Series("住民", (71, 74, 73, 79, 82, 84)), Series("職員", (62, 70, 75, 78, None, 85))),
            shape="lines",
        ),
    }
