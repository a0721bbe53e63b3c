"""Doors of calculation sheets: as files, side by side, and a copy to try another rule on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from billing.allocating.comparing import compared, copy_allocation
from billing.allocating.formula import AllocationRefused
from billing.allocating.sheet import Sheet, sheet_of
from billing.allocating.sheet_file import sheet_xlsx
from billing.allocating.sheet_pdf import sheet_pdf
from billing.models import Allocation
from tenants.public import actor_of, needs_operator
from web.public import XLSX_TYPE


@require_GET
@needs_operator
def compare(request: HttpRequest, allocation_id: int) -> HttpResponse:
    """The rules of a year side by side."""
    row = get_object_or_404(Allocation, pk=allocation_id)
    return render(request, "billing/console/compared.html", {"row": row, "compared": compared(allocation=row)})


@require_POST
@needs_operator
def copy(request: HttpRequest, allocation_id: int) -> HttpResponse:
    """A new draft with the same terms and figures."""
    row = get_object_or_404(Allocation, pk=allocation_id)
    made = copy_allocation(allocation=row, actor=actor_of(request), now=timezone.now())
    messages.success(request, _("案を写しました。割り方を直すと、もとの案と比べられます。"))
    return redirect("console:edit_allocation", allocation_id=made.pk)


@require_GET
@needs_operator
def sheet_file(request: HttpRequest, allocation_id: int) -> HttpResponse:
    """The calculation sheets of all members in one Excel file."""
    row = get_object_or_404(Allocation, pk=allocation_id)
    sheet = _sheet(request, row)
    if sheet is None:
        return redirect("console:allocation", allocation_id=allocation_id)
    response = HttpResponse(sheet_xlsx(sheet=sheet, of=sheet.rows), content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="allocation-{row.fiscal_year}-{row.pk}.xlsx"'
    return response


@require_GET
@needs_operator
def sheet_paper(request: HttpRequest, allocation_id: int) -> HttpResponse:
    """The calculation sheets of all members in one PDF, a page for each."""
    row = get_object_or_404(Allocation, pk=allocation_id)
    sheet = _sheet(request, row)
    if sheet is None:
        return redirect("console:allocation", allocation_id=allocation_id)
    response = HttpResponse(sheet_pdf(sheet=sheet, of=sheet.rows), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="allocation-{row.fiscal_year}-{row.pk}.pdf"'
    return response


def _sheet(request: HttpRequest, row: Allocation) -> Sheet | None:
    """The sheet; None, and told, when it cannot be computed yet."""
    try:
        return sheet_of(allocation=row)
    except AllocationRefused as told:
        messages.error(request, str(told))
        return None
