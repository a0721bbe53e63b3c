"""Door of the use of all towns."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from billing.watching.all_towns import consortium_use, month_of, months_to_choose
from tenants.public import needs_operator


@require_GET
@needs_operator
def use(request: HttpRequest) -> HttpResponse:
    """A month of all towns, the dearest first."""
    now, words = timezone.now(), request.GET.get("q", "").strip()
    month = month_of(words=request.GET.get("month", ""), now=now)
    found = consortium_use(month=month, words=words, number=request.GET.get("page", ""))
    context = {"use": found, "months": months_to_choose(now=now), "month": f"{month.first:%Y-%m}", "q": words}
    return render(request, "billing/console/use.html", context)
