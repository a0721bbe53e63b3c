"""Who is in a town for support: asked of the town's own rows at each request, so that an end is an end at once."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from audit_log.public import Actor
from tenants.border.current import current_town
from tenants.models import Person, SupportGrant, SupportVisit
from tenants.supporting.grant import operator_serves
from tenants.supporting.hand_over import digest_of, operator_actor
from tenants.supporting.scopes import changeable_words_of, scopes_in_words, words_of

NOBODY = 0  # the id that a supporter has among the town's people: no row has it, so nothing is theirs


@dataclass(frozen=True, slots=True)
class Support:
    """One visit that holds. `words`: what may be opened, `changeable`: what may be written to."""

    visit_id: int
    grant_id: int
    operator_id: int
    operator_name: str
    until: datetime
    scopes: str
    words: frozenset[str]
    changeable: frozenset[str]
    actor: Actor

    @property
    def leave_url(self) -> str:
        """Where the frame's band posts to."""
        return reverse("tenants:support_leave")

    def as_person(self) -> Person:
        """Somebody for the frame and the guards; never saved, can never sign in."""
        return Person(id=NOBODY, name=self.operator_name, email="", is_active=False)


def visit_of(*, secret: str, now: datetime) -> Support | None:
    """The visit of a cookie in the entered town, or None when it or its grant is over, or the operator is none any
    more; four queries."""
    rows = SupportVisit.objects.filter(digest=digest_of(secret=secret), left_at=None)
    row = rows.filter(grant__in=SupportGrant.objects.live(now=now)).select_related("grant").first()
    if row is None or not operator_serves(operator_id=row.grant.operator_id, town=current_town()):
        return None
    grant = row.grant
    return Support(
        visit_id=row.pk,
        grant_id=grant.pk,
        operator_id=grant.operator_id,
        operator_name=grant.operator_name,
        until=grant.until,
        scopes=scopes_in_words(scopes=grant.scopes),
        words=words_of(scopes=grant.scopes),
        changeable=changeable_words_of(scopes=grant.scopes),
        actor=operator_actor(grant=grant),
    )


def leave(*, visit_id: int, now: datetime) -> None:
    """The operator closes the visit; the grant holds on until its hour."""
    SupportVisit.objects.filter(pk=visit_id, left_at=None).update(left_at=now)
