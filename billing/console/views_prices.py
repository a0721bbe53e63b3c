"""Doors of the price list."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from billing.console.forms_prices import PriceForm, RateForm
from billing.models import CurrencyRate, ModelPrice
from billing.pricing.write_list import write_price, write_rate
from billing.watching.all_towns import missing_prices
from tenants.public import actor_of, needs_operator

_LOOKED_BACK = timedelta(days=60)


@require_GET
@needs_operator
def prices(request: HttpRequest) -> HttpResponse:
    """The list, and what is missing in it."""
    today = timezone.localdate()
    missing = missing_prices(since=today - _LOOKED_BACK, until=today)
    context = {"prices": ModelPrice.objects.all(), "rates": CurrencyRate.objects.all(), "missing": missing}
    return render(request, "billing/console/prices.html", context)


@needs_operator
def new_price(request: HttpRequest) -> HttpResponse:
    """Write a price."""
    form = PriceForm(request.POST or None, initial={"model": request.GET.get("model", "")})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        actor, now = actor_of(request), timezone.now()
        count = write_price(model=values["model"], price=form.price, note=values["note"], actor=actor, now=now)
        messages.success(request, _("単価を登録し、%(count)s件の利用を計算し直しました。") % {"count": count})
        return redirect("console:prices")
    return render(request, "billing/console/price.html", {"form": form, "here": _("単価の登録")})


@needs_operator
def new_rate(request: HttpRequest) -> HttpResponse:
    """Write a rate."""
    form = RateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = write_rate(**form.cleaned_data, actor=actor_of(request), now=timezone.now())
        messages.success(request, _("為替レートを登録し、%(count)s件の利用を計算し直しました。") % {"count": count})
        return redirect("console:prices")
    return render(request, "billing/console/price.html", {"form": form, "here": _("為替レートの登録")})
