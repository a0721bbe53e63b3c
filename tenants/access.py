"""Who is asking and what they may do: loaded once a request, asked by word."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from audit_log.public import Actor, ActorKind
from tenants.joining.door import has_second_step, stopped_at_door
from tenants.joining.session_ended import to_sign_in
from tenants.models import Membership, Person, Policy, UseApproval
from tenants.roles import PERMISSIONS, Role, permissions_of

NEEDS_APPROVAL = frozenset({"ai.use", "drafts.write"})  # words a person has only with the section head's approval


@dataclass(frozen=True, slots=True)
class Access:
    """One signed-in person within one town."""

    person_id: int
    name: str
    email: str
    roles: frozenset[Role]
    section_ids: frozenset[int]
    headed_section_ids: frozenset[int]
    permissions: frozenset[str]
    ai_approved: bool
    edited_section_ids: frozenset[int] = frozenset()  # where the own role in that section edits knowledge
    approved_section_ids: frozenset[int] = frozenset()  # where the own role in that section approves knowledge
    operator: Actor | None = None  # of the consortium, in the town for support: nobody of the town's people

    def may(self, word: str) -> bool:
        """Whether the person holds a permission; an unknown word is never held."""
        return word in self.permissions

    @property
    def actor(self) -> Actor:
        """As the audit log names who this is."""
        return self.operator or Actor(ActorKind.PERSON, str(self.person_id), self.name)


def access_of(*, person: Person) -> Access:
    """Load what a person may do: two queries, of a knowledge editor three."""
    rows = list(Membership.objects.filter(person=person).values_list("role", "section_id"))
    approved = UseApproval.objects.filter(person=person, state=UseApproval.State.APPROVED).exists()
    roles = frozenset(Role(role) for role, _section in rows)
    headed = frozenset(section for role, section in rows if section and role == Role.SECTION_HEAD)
    editing = frozenset(section for role, section in rows if section and role == Role.KNOWLEDGE_EDITOR)
    approving = headed | editing if editing and _editors_approve() else headed
    words = permissions_of(roles=roles) | ({"knowledge.approve"} if approving else set())
    return Access(
        person_id=person.pk,
        name=person.name,
        email=person.email,
        roles=roles,
        section_ids=frozenset(section for _role, section in rows if section),
        headed_section_ids=headed,
        permissions=words if approved else words - NEEDS_APPROVAL,
        ai_approved=approved,
        edited_section_ids=frozenset(
            section for role, section in rows if section and "knowledge.edit" in PERMISSIONS[Role(role)]
        ),
        approved_section_ids=approving,
    )


def _editors_approve() -> bool:
    """Whether the town lets knowledge editors approve for their own sections."""
    return Policy.objects.filter(pk=1, editors_approve=True).exists()


def access_for(request: HttpRequest) -> Access | None:
    """Access of the request's person, loaded once a request; None when nobody is signed in. Synchronous."""
    if not request.user.is_authenticated or request.user.is_operator:
        return None
    cached = getattr(request, "_access", None)
    if cached is None:
        cached = access_of(person=request.user)
        request._access = cached  # type: ignore[attr-defined]  # noqa: SLF001  Django's own way to keep things on a request
    return cast(Access, cached)


def access_through_door(request: HttpRequest) -> Access | None:
    """Access for pages that residents open too: whom the door of the staff pages stops reads there as a resident."""
    access = access_for(request)
    return None if access is None or stopped_at_door(request=request) else access


View = Callable[..., Any]


def needs(word: str) -> Callable[[View], View]:
    """Guard a synchronous staff view and set `request.access`.

    Nobody signed in → sign-in page; no permission → 403; only the section head's approval missing → the application;
    outside of the town's networks → 403; second step forced and not set up → its set-up.
    """

    def guard(view: View) -> View:
        if iscoroutinefunction(view):
            raise TypeError("`needs` guards synchronous views; stream from an async view guarded by `needs_async`")

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            access = access_for(request)
            if access is None:
                return to_sign_in(request)
            if not access.may(word):
                if word in NEEDS_APPROVAL & permissions_of(roles=access.roles):
                    return redirect("tenants:approval")  # the role has it, only the section head's word is missing
                raise PermissionDenied(word)
            stopped = stopped_at_door(request=request)
            if stopped:
                return stopped
            request.access = access  # type: ignore[attr-defined]
            return cast(HttpResponseBase, view(request, *args, **kwargs))

        guarded.needs_permission = word  # type: ignore[attr-defined]
        return guarded

    return guard


def access_of_request(request: HttpRequest) -> Access:
    """What `needs` put on the request, for the views it guards."""
    return cast(Access, request.access)  # type: ignore[attr-defined]


def needs_operator(view: View) -> View:
    """Guard a view of the operator's host."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if not request.user.is_operator:
            raise PermissionDenied("operator")
        if settings.OPERATORS_NEED_SECOND_STEP and not has_second_step(person_id=request.user.pk):
            return redirect("mfa_index")
        return cast(HttpResponseBase, view(request, *args, **kwargs))

    guarded.needs_permission = "operator"  # type: ignore[attr-defined]
    return guarded


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in person as the audit log names them."""
    support = getattr(request, "support", None)
    if support is not None:
        return cast(Actor, support.actor)
    if not isinstance(request.user, Person):
        raise PermissionDenied("nobody is signed in")
    kind = ActorKind.OPERATOR if request.user.is_operator else ActorKind.PERSON
    return Actor(kind, str(request.user.pk), request.user.name)


def member_of(request: HttpRequest) -> Access:
    """The access of a request that `needs` let through."""
    access = access_for(request)
    if access is None:
        raise PermissionDenied
    return access


def operator_of(request: HttpRequest) -> Person:
    """The operator of a request that `needs_operator` let through."""
    if not isinstance(request.user, Person) or not request.user.is_operator:
        raise PermissionDenied("operator")
    return request.user
