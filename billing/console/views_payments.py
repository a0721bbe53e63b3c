"""Doors of money that came in, on the operator's side."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from billing.console.asked_consortium import asked_consortium
from billing.console.forms_payments import AsideForm, BankFileForm, PartsForm
from billing.models import BankCredit, BankFile
from billing.reconciling.read_file import take_file
from billing.reconciling.settle import NotSettled, set_aside, settle_credit
from billing.reconciling.settle import take_back as undo
from billing.reconciling.transfer import FileRefused
from billing.reconciling.waiting import invoices_for, suggested, waiting
from tenants.public import actor_of, needs_operator
from web.public import grouped


@require_GET
@needs_operator
def payments(request: HttpRequest) -> HttpResponse:
    """Transfers that wait, each with what it would pay."""
    one, others = asked_consortium(request=request)
    listed = waiting(consortium_id=one.id, query=request.GET)
    files = BankFile.objects.filter(consortium_id=one.id)[:5]
    form = BankFileForm(initial={"consortium_id": one.id})
    context = {"body": one, "others": others, "listed": listed, "form": form, "files": files}
    return render(request, "billing/console/payments.html", context)


@require_POST
@needs_operator
def take(request: HttpRequest) -> HttpResponse:
    """Take a file of the bank in."""
    form = BankFileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("銀行のファイルを選んでください。空のファイルは読み込めません。"))
        return redirect("console:payments")
    file, body = form.cleaned_data["file"], form.cleaned_data["consortium_id"]
    try:
        taken = take_file(
            consortium_id=body, name=file.name, content=file.read(), actor=actor_of(request), now=timezone.now()
        )
    except FileRefused as refused:
        messages.error(request, str(refused))
    else:
        words = {"new": taken.new, "known": taken.known, "yen": grouped(number=taken.yen)}
        messages.success(
            request,
            _("新しい入金%(new)s件（%(yen)s円）を読み込みました。読み込み済みの入金は%(known)s件です。") % words,
        )
    return redirect(f"{request.path.removesuffix('take/')}?consortium={body}")


@needs_operator
def payment(request: HttpRequest, credit_id: int) -> HttpResponse:
    """One transfer: choose what it pays."""
    credit = get_object_or_404(BankCredit.objects.select_related("file"), pk=credit_id)
    is_open = credit.state == BankCredit.State.OPEN
    words = request.GET.get("q", "").strip()
    [row] = suggested(rows=[credit])
    named = {name.removeprefix("yen_") for name in request.POST}
    form = PartsForm(request.POST or None, invoices=invoices_for(row=row, words=words, named=named) if is_open else [])
    if request.method == "POST" and form.is_valid():
        try:
            left = settle_credit(credit_id=credit_id, parts=form.parts, actor=actor_of(request), now=timezone.now())
        except NotSettled as told:
            form.add_error(None, str(told))
        else:
            messages.success(request, _settled(left))
            return redirect("console:payment", credit_id=credit_id) if left else redirect("console:payments")
    paid = credit.payments.select_related("paper").defer("paper__content")
    context = {"credit": credit, "row": row, "form": form, "paid": paid, "words": words, "is_open": is_open}
    return render(request, "billing/console/payment.html", {**context, "aside_form": AsideForm()})


@require_POST
@needs_operator
def aside(request: HttpRequest, credit_id: int) -> HttpResponse:
    """Say that a transfer, or what is left of it, pays no invoice."""
    get_object_or_404(BankCredit, pk=credit_id)
    form = AsideForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("対象外にする理由を、200字までで入力してください。"))
        return redirect("console:payment", credit_id=credit_id)
    try:
        set_aside(credit_id=credit_id, actor=actor_of(request), now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("対象外にしました。"))
    except NotSettled as told:
        messages.error(request, str(told))
    return redirect("console:payments")


@require_POST
@needs_operator
def take_back(request: HttpRequest, credit_id: int) -> HttpResponse:
    """Undo what was said of a transfer."""
    get_object_or_404(BankCredit, pk=credit_id)
    undo(credit_id=credit_id, actor=actor_of(request), now=timezone.now())
    messages.success(request, _("取り消しました。請求書は未払いに戻っています。"))
    return redirect("console:payment", credit_id=credit_id)


def _settled(left: int) -> str:
    if not left:
        return _("消し込みました。")
    words = {"left": grouped(number=left)}
    return _("消し込みました。%(left)s円残っています。別の請求書に充てるか、理由を書いて対象外にしてください。") % words
