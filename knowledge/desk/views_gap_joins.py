"""Pages' doors for joining two gaps and parting them again."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from knowledge.desk.asking import actor_of
from knowledge.gaps.decide import GapChanged
from knowledge.gaps.join import join, part
from knowledge.models import Gap
from knowledge.readers import gaps_of
from tenants.public import access_of_request, needs

_MOST_DIGITS: Final = 9  # fits a bigint
_JOINED: Final = _("まとめました。下の「まとめた質問」から元に戻せます。")
_PARTED: Final = _("元に戻しました。")


@require_POST
@needs("knowledge.edit")
def gap_join(request: HttpRequest, gap_id: int) -> HttpResponse:
    """Put another gap's questions into this one. Both are loaded through what the person sees."""
    seen = Gap.objects.filter(gaps_of(access=access_of_request(request)))
    gap, other = get_object_or_404(seen, pk=gap_id), get_object_or_404(seen, pk=_other(request))
    return _do(request, join, gap, other, _JOINED)


@require_POST
@needs("knowledge.edit")
def gap_part(request: HttpRequest, gap_id: int) -> HttpResponse:
    """Take back a joining."""
    gap = get_object_or_404(Gap.objects.filter(gaps_of(access=access_of_request(request))), pk=gap_id)
    return _do(request, part, gap, get_object_or_404(gap.joined, pk=_other(request)), _PARTED)


def _do(request: HttpRequest, step: Callable[..., None], gap: Gap, other: Gap, said: Promise) -> HttpResponse:
    by = actor_of(access=access_of_request(request))
    try:
        step(gap_id=gap.pk, other_id=other.pk, by=by, now=timezone.now())
        messages.success(request, str(said))
    except GapChanged:
        messages.info(request, _("ほかの人が先に変えたため、何も変わっていません。画面を確かめてください。"))
    return redirect("knowledge:gap", gap_id=gap.pk)


def _other(request: HttpRequest) -> int:
    written = request.POST.get("other", "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= _MOST_DIGITS else 0
