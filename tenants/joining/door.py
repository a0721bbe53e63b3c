"""The door of the staff pages: the town's networks, and the second step where the town asks for it."""

from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tenants.border.current import current_place
from tenants.facts import TownPolicy, town_policy

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes alone are none


def stopped_at_door(*, request: HttpRequest) -> HttpResponse | None:
    """The answer for a signed-in person who may not go on yet, or None. One query, two with a forced second step."""
    policy = town_policy()
    return _outside(request, policy) or _without_second_step(request, policy)


def stopped_by_network(*, request: HttpRequest) -> HttpResponse | None:
    """The answer for a sender outside of the town's networks, or None. The operator's host has no such list."""
    place = current_place()
    return _outside(request, town_policy()) if place and place.town else None


def sender_is_within(*, address: str, networks: tuple[str, ...]) -> bool:
    """Whether an IP address lies in one of the networks (CIDR); no networks: everywhere."""
    sender = ip_address(address)
    inside: bool = not networks or any(sender in ip_network(network) for network in networks)
    return inside


def has_second_step(*, person_id: int) -> bool:
    """Whether the person has set up an authenticator app or a passkey. One query."""
    return bool(Authenticator.objects.filter(user_id=person_id, type__in=SECOND_STEPS).exists())


def sender_of(*, request: HttpRequest) -> str:
    """IP address of the sender, as far as the trusted proxies (ALLAUTH_TRUSTED_PROXY_COUNT) say."""
    address: str = get_adapter().get_client_ip(request)
    return address


def _outside(request: HttpRequest, policy: TownPolicy) -> HttpResponse | None:
    if not policy.allowed_networks or sender_is_within(
        address=sender_of(request=request), networks=policy.allowed_networks
    ):
        return None
    return render(request, "tenants/outside_network.html", status=403)


def _without_second_step(request: HttpRequest, policy: TownPolicy) -> HttpResponse | None:
    if getattr(request, "support", None) is not None:
        return None  # looked at when the hand-over was used: the step is set up on the operator's host
    if not policy.mfa_forced or not request.user.pk or has_second_step(person_id=request.user.pk):
        return None
    address = reverse("mfa_index")
    if request.headers.get("HX-Request"):
        piece = HttpResponse(status=204)
        piece["HX-Redirect"] = address
        return piece
    messages.warning(request, _("この町では二段階認証が必要です。認証アプリかパスキーを設定すると、先へ進めます。"))
    return redirect(address)
