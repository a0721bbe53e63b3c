"""Doors of the model settings: endpoints, the connection test, the order for each feature."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from llm_gateway.public import (
    ConnectionReport,
    EndpointKind,
    EndpointNotFound,
    Feature,
    SecretNotReadable,
    StoredEndpoint,
    endpoints,
    kind_for,
    remove_endpoint,
    routes,
    save_endpoint,
    set_route,
    stored_endpoint,
    test_connection,
    trial_endpoint,
)
from tenants.access import needs
from tenants.desk.acting import actor_of
from tenants.desk.forms_models import EndpointForm, RouteForm


@require_GET
@needs("models.edit")
def models(request: HttpRequest) -> HttpResponse:
    """Endpoints, and which feature uses which."""
    stored, orders = endpoints(), routes()
    names = {each.id: each.values.name for each in stored}
    used = [feature for feature in Feature if feature is not Feature.CONNECTION_TEST]
    lines = [(feature, [names[each] for each in orders.get(feature, ())], _by_itself(feature)) for feature in used]
    return render(request, "tenants/desk/models.html", {"endpoints": stored, "lines": lines})


@sensitive_post_parameters("api_key")
@needs("models.edit")
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def endpoint(request: HttpRequest, endpoint_id: int | None = None) -> HttpResponse:
    """Add or change an endpoint; `step=test` only tries what was typed."""
    stored = _stored(endpoint_id)
    form = EndpointForm(request.POST or None, stored=stored)
    report: ConnectionReport | None = None
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("step") != "test":
                actor, now = actor_of(request=request), timezone.now()
                save_endpoint(values=form.values, endpoint_id=endpoint_id, actor=actor, now=now)
                messages.success(request, _("接続先を保存しました。"))
                return redirect("tenants:models")
            report = test_connection(endpoint=trial_endpoint(values=form.values, endpoint_id=endpoint_id))
        except ValidationError as problem:
            form.take_over(problem)
        except SecretNotReadable:
            form.add_error("api_key", _("保存したキーを読み取れません。もう一度入力してください。"))
    return render(request, "tenants/desk/endpoint.html", {"form": form, "stored": stored, "report": report})


@require_POST
@needs("models.edit")
@reauthentication_required  # type: ignore[untyped-decorator]
def drop_endpoint(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """Remove an endpoint with its key and its places in the orders."""
    _stored(endpoint_id)
    remove_endpoint(endpoint_id=endpoint_id, actor=actor_of(request=request), now=timezone.now())
    messages.success(request, _("接続先を削除しました。"))
    return redirect("tenants:models")


@needs("models.edit")
def route(request: HttpRequest, feature: str) -> HttpResponse:
    """The order of endpoints for one feature."""
    if feature not in Feature.values or feature == Feature.CONNECTION_TEST:
        raise Http404
    chosen = Feature(feature)
    form = RouteForm(request.POST or None, feature=chosen, offered=endpoints(), now=routes().get(chosen, ()))
    if request.method == "POST" and form.is_valid():
        actor = actor_of(request=request)
        set_route(feature=chosen, endpoint_ids=form.endpoint_ids, actor=actor, now=timezone.now())
        messages.success(request, _("使う順番を保存しました。"))
        return redirect("tenants:models")
    context = {
        "form": form,
        "heading": chosen.label,
        "lead": _("上から順に試します。すべて「なし」にすると、共通の順番に従います。"),
        "submit": _("保存する"),
    }
    return render(request, "tenants/desk/route.html", context)


def _by_itself(feature: Feature) -> str:
    """What happens without an order of the feature's own; see llm_gateway.routing."""
    searching = kind_for(feature=feature) in (EndpointKind.EMBEDDING, EndpointKind.RERANK)
    return _("使わない") if searching else _("登録順")


def _stored(endpoint_id: int | None) -> StoredEndpoint | None:
    if endpoint_id is None:
        return None
    try:
        return stored_endpoint(endpoint_id=endpoint_id)
    except EndpointNotFound as unknown:
        raise Http404 from unknown
