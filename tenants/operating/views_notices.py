"""Doors of the operator's notices to the admins of towns."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tenants.access import actor_of, needs_operator
from tenants.models import NoticeDelivery, OperatorNotice
from tenants.notifying.write import NoticeRefused, publish_notice, save_notice, withdraw_notice
from tenants.operating.form_notice import NoticeForm
from web.public import Cut, cut


@require_GET
@needs_operator
def notices(request: HttpRequest) -> HttpResponse:
    """All notices, the newest first, with how many towns have read each."""
    counted = OperatorNotice.objects.annotate(read=Count("deliveries", filter=Q(deliveries__read_at__isnull=False)))
    part: Cut[OperatorNotice] = cut(items=counted, number=request.GET.get("page"))
    return render(request, "tenants/operator/notices.html", {"cut": part, "today": timezone.localdate()})


@needs_operator
def edit_notice(request: HttpRequest, notice_id: int | None = None) -> HttpResponse:
    """Write one, or go on with a draft."""
    row = get_object_or_404(OperatorNotice, pk=notice_id) if notice_id else None
    codes = list(row.deliveries.filter(chosen=True).values_list("town__code", flat=True)) if row else []
    form = NoticeForm(request.POST or None, instance=row, chosen_codes=codes)
    if request.method == "POST" and form.is_valid():
        try:
            actor, now = actor_of(request), timezone.now()
            saved = save_notice(row=form.save(commit=False), town_ids=form.town_ids, actor=actor, now=now)
        except NoticeRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("下書きを保存しました。内容を確かめて公開してください。"))
            return redirect("operating:notice", notice_id=saved.pk)
    return render(request, "tenants/operator/notice_form.html", {"form": form, "row": row})


@require_GET
@needs_operator
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One notice as towns see it; which towns have read it, never who there."""
    row = get_object_or_404(OperatorNotice, pk=notice_id)
    told = row.deliveries.select_related("town").order_by("town__code")
    part: Cut[NoticeDelivery] = cut(items=told, number=request.GET.get("page"), size=50)
    context = {"row": row, "cut": part, "today": timezone.localdate()}
    return render(request, "tenants/operator/notice.html", context)


@require_POST
@needs_operator
def publish(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Show it to the towns."""
    row = get_object_or_404(OperatorNotice, pk=notice_id)
    now = timezone.now()
    try:
        if publish_notice(notice_id=row.pk, today=timezone.localdate(now), actor=actor_of(request), now=now):
            messages.success(request, _("公開しました。期間のあいだ、管理者のホームに表示します。"))
    except NoticeRefused as refused:
        messages.error(request, str(refused))
    return redirect("operating:notice", notice_id=row.pk)


@require_POST
@needs_operator
def withdraw(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Take it from the towns' pages."""
    row = get_object_or_404(OperatorNotice, pk=notice_id)
    if withdraw_notice(notice_id=row.pk, actor=actor_of(request), now=timezone.now()):
        messages.success(request, _("取り下げました。自治体の画面には、もう表示されません。"))
    return redirect("operating:notice", notice_id=row.pk)
