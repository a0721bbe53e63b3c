"""Addresses on a town's host."""

from django.urls import URLPattern, URLResolver, include, path

from tenants.operating import views as probes
from web.errors import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("web.urls")),
    path("health/live/", probes.live),
    path("health/ready/", probes.ready),
    path("", include("tenants.urls")),
    path("", include("knowledge.urls")),
    path("", include("assistants.urls")),
    path("", include("billing.urls")),
    path("library/", include("templates.urls")),
    path("api/v1/", include("assistants.api.urls")),
    path("api/v1/library/", include("templates.api.urls")),
    path("accounts/", include("allauth.urls")),
]
