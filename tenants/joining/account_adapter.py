"""How django-allauth signs people in here: by invitation only, from allowed networks, each step in the audit log."""

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit_log.public import Actor, ActorKind, Subject, record
from tenants.audit_actions import CREDENTIAL_CHANGED, SIGNED_IN
from tenants.border.current import current_place
from tenants.joining.door import stopped_by_network
from tenants.joining.language import keep_language
from tenants.models import Person

SIGNED_IN_AT: Final = "signed_in_at"  # session key, seconds since 1970
_QUIET: Final = frozenset({"account/messages/logged_in.txt", "account/messages/logged_out.txt"})


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """ACCOUNT_ADAPTER."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: people are invited."""
        return False

    def pre_login(self, request: HttpRequest, user: Person, **more: Any) -> HttpResponse | None:
        """Turn away from outside of the town's networks. An address without a row gets one, as proven."""
        turned: HttpResponse | None = stopped_by_network(request=request) or super().pre_login(request, user, **more)
        if turned is None and not EmailAddress.objects.filter(user=user).exists():
            EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        return turned

    def post_login(self, request: HttpRequest, user: Person, **more: Any) -> HttpResponse:
        """Record who came in; go on in the person's language."""
        response: HttpResponse = super().post_login(request, user, **more)
        request.session[SIGNED_IN_AT] = timezone.now().timestamp()
        record(action=SIGNED_IN, actor=actor_of_person(person=user), subject=None, at=timezone.now())
        keep_language(request=request, response=response, person=user)
        return response

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Who has signed in within ACCOUNT_REAUTHENTICATION_TIMEOUT seconds is not asked at once again."""
        signed_in_at = allauth_context.request.session.get(SIGNED_IN_AT, 0)
        fresh = timezone.now().timestamp() - signed_in_at < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not fresh and bool(super().is_reauthentication_required(app=app, **more))

    def send_notification_mail(self, template_prefix: str, user: Person, *more: Any, **words: Any) -> None:
        """Each change of a password, an address or a second step is mailed by allauth; here it is recorded as well."""
        actor = actor_of_person(person=user)
        subject = Subject("tenants.person", str(user.pk), user.name)
        detail = {"what": template_prefix.rpartition("/")[2]}
        record(action=CREDENTIAL_CHANGED, actor=actor, subject=subject, detail=detail, at=timezone.now())
        super().send_notification_mail(template_prefix, user, *more, **words)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every mail names the town."""
        super().send_mail(template_prefix, email, {**context, "place_name": place_name()})

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *rest: Any, **words: Any
    ) -> None:
        """Without the notices that say what everybody sees: signed in, signed out."""
        if message_template not in _QUIET:
            super().add_message(request, level, message_template, *rest, **words)


def actor_of_person(*, person: Person) -> Actor:
    """The person as the audit log keeps it."""
    return Actor(ActorKind.OPERATOR if person.is_operator else ActorKind.PERSON, str(person.pk), person.name)


def place_name() -> str:
    """Name of the entered town; the operator's place has its own."""
    place = current_place()
    return place.town.name if place and place.town else _("結まち運営")
