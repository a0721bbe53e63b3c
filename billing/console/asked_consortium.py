"""The consortium that a page of the operator is about."""

from django.http import Http404, HttpRequest

from tenants.public import ConsortiumFacts, consortiums


def asked_consortium(*, request: HttpRequest) -> tuple[ConsortiumFacts, list[ConsortiumFacts]]:
    """The one that the address names, else the first; and the others, for links. Raises Http404 when there is none."""
    known, number = consortiums(), request.GET.get("consortium", "")
    one = next((body for body in known if str(body.id) == number), known[0] if known else None)
    if one is None:
        raise Http404
    return one, [body for body in known if body != one]
