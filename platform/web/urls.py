"""Addresses of the page frame, on every host: the choice of language, and the style page while developing."""

from django.conf import settings
from django.urls import URLPattern, path
from django.views.i18n import set_language

from web import views_style

style_patterns: list[URLPattern] = [
    path("style/", views_style.style, name="style"),
    path("style/<str:frame>/", views_style.style_of_frame, name="style_frame"),
    path("style/-/progress/", views_style.style_progress, name="style_progress"),
    path("style/-/stream/", views_style.style_stream, name="style_stream"),
]
urlpatterns: list[URLPattern] = [path("language/", set_language, name="set_language")]
if settings.DEBUG:
    urlpatterns += style_patterns
