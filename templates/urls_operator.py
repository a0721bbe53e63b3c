"""Addresses of the shared library on the operator's host."""

from django.urls import URLPattern, path

from templates.console import views_exchange, views_laws, views_moderation, views_statistics

app_name = "moderation"
urlpatterns: list[URLPattern] = [
    path("statistics/", views_statistics.statistics, name="statistics"),
    path("statistics.csv", views_statistics.statistics_csv, name="statistics_csv"),
    path("laws/", views_laws.law_notice, name="law_notice"),
    path("submissions/", views_moderation.submissions, name="submissions"),
    path("submissions/<uuid:submission_id>/", views_moderation.submission, name="submission"),
    path("items/", views_moderation.items, name="items"),
    path("items/<uuid:item_id>/", views_moderation.item, name="item"),
    path("items/<uuid:item_id>/withdraw/", views_moderation.withdraw, name="withdraw"),
    path("exchange/", views_exchange.exchange, name="exchange"),
    path("exchange/file/", views_exchange.export, name="export"),
    path("exchange/installations/", views_exchange.know, name="know"),
    path("exchange/installations/<int:installation_id>/forget/", views_exchange.forget, name="forget"),
]
