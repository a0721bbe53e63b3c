"""Doors of collecting through Stripe: its notices, and the operator's page."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from billing.collecting.enqueue import ring_for_check, ring_for_round
from billing.collecting.gateway import NotConnected, StripeTrouble, is_connected
from billing.collecting.linking import customer_of, link_town, unlink_town
from billing.collecting.receive import NoticeRefused, receive
from billing.collecting.replay import KINDS, replay, replay_failed
from billing.collecting.round import send_paper
from billing.collecting.sentences import said_of_trouble
from billing.collecting.showing import stripe_page
from billing.console.forms_stripe import StripeTownForm
from billing.models import Paper, StripeEvent
from tenants.public import actor_of, member, needs_operator


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Notices of Stripe; 200 as soon as they are stored. Signed by Stripe, so no other guard."""
    if not settings.STRIPE.webhook_secrets:
        return _said(_("Stripeは接続されていません。"), HTTPStatus.NOT_FOUND)
    try:
        signature = request.headers.get("Stripe-Signature", "")
        new = receive(body=request.body, signature=signature, now=timezone.now())
    except NoticeRefused as refused:
        sentences = {
            "signature": _("署名が正しくないか古いため、受け取りませんでした。"),
            "mode": _("テストと本番が食い違う通知のため、受け取りませんでした。"),
        }
        sentence = sentences.get(refused.why, _("Stripeの通知として読み取れませんでした。"))
        return _said(sentence, HTTPStatus.BAD_REQUEST)
    return JsonResponse({"received": new})


def _said(sentence: str, status: HTTPStatus) -> HttpResponse:
    return JsonResponse({"detail": sentence}, status=status, json_dumps_params={"ensure_ascii": False})


@require_GET
@needs_operator
def page(request: HttpRequest) -> HttpResponse:
    """How the connection stands, what differs, what came; without a key, how to turn it on."""
    address = request.build_absolute_uri("/stripe/webhook/")
    return render(request, "billing/console/stripe.html", {"page": stripe_page(kinds=KINDS), "address": address})


@require_POST
@needs_operator
def check(request: HttpRequest) -> HttpResponse:
    """Compare both ledgers now."""
    if is_connected():
        ring_for_round()
        ring_for_check()
        messages.success(request, _("照合を始めました。1分ほどしてから、この画面を読み直してください。"))
    else:
        messages.info(request, _("Stripeは接続されていません。請求と入金は、これまでどおり手作業で管理できます。"))
    return redirect("console:stripe")


@needs_operator
def town(request: HttpRequest, town_id: int) -> HttpResponse:
    """Register a town, or change what was registered."""
    one = member(town_id=town_id)
    if one is None:
        raise Http404
    row = customer_of(town_id=town_id)
    start = {"since": timezone.localdate()}
    form = StripeTownForm(request.POST or None, instance=row, initial=None if row else start)
    if request.method == "POST" and form.is_valid():
        try:
            link_town(town=one, values=form.cleaned_data, actor=actor_of(request), now=timezone.now())
        except StripeTrouble as failed:
            said = said_of_trouble(code=failed.trouble.value)
            form.add_error(None, f"{said.what}{said.why}{said.next}")
        except NotConnected:
            form.add_error(None, _("Stripeは接続されていません。鍵を設定してから、もう一度登録してください。"))
        else:
            messages.success(request, _("登録しました。数分のうちにStripeへ伝わります。"))
            return redirect("console:stripe")
    return render(request, "billing/console/stripe_town.html", {"form": form, "town": one, "row": row})


@require_POST
@needs_operator
def end_town(request: HttpRequest, town_id: int) -> HttpResponse:
    """New invoices of the town go the ordinary way again."""
    row = customer_of(town_id=town_id)
    if row is None:
        raise Http404
    unlink_town(customer=row, actor=actor_of(request), now=timezone.now())
    messages.success(request, _("これから発行する請求書は、Stripeへ送りません。送った請求は、終わるまで見届けます。"))
    return redirect("console:stripe")


@require_POST
@needs_operator
def send(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Send one paper, also again."""
    row = get_object_or_404(Paper, pk=paper_id)
    if is_connected() and send_paper(paper=row, actor=actor_of(request), now=timezone.now()):
        messages.success(request, _("Stripeへ送ります。1分ほどしてから、この画面を読み直してください。"))
    else:
        messages.error(request, _("送れません。Stripeの画面で町を登録してから送ってください。"))
    return redirect("console:paper", paper_id=paper_id)


@require_POST
@needs_operator
def replay_one(request: HttpRequest, event_id: int) -> HttpResponse:
    """Work on one notice again."""
    get_object_or_404(StripeEvent, pk=event_id)
    if replay(event_id=event_id, actor=actor_of(request), now=timezone.now()):
        messages.success(request, _("通知をもう一度処理します。"))
    else:
        messages.info(request, _("この通知は、いま処理しているところです。"))
    return redirect("console:stripe")


@require_POST
@needs_operator
def replay_all(request: HttpRequest) -> HttpResponse:
    """Work again on all that were given up."""
    count = replay_failed(actor=actor_of(request), now=timezone.now())
    messages.success(request, _("%(count)s件の通知をもう一度処理します。") % {"count": count})
    return redirect("console:stripe")
