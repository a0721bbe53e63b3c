"""Keeps a person's language: what they chose in this browser is remembered, else what they chose before is taken."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tenants.models import Person


def keep_language(*, request: HttpRequest, response: HttpResponse, person: Person) -> None:
    """At sign-in. The cookie is the one of Django's set_language; without any choice the browser's wish goes on."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in dict(settings.LANGUAGES):
        if chosen != person.language:
            person.language = chosen
            person.save(update_fields=["language"])
    elif person.language != settings.LANGUAGE_CODE:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, person.language, httponly=True, samesite="Lax", secure=request.is_secure()
        )
