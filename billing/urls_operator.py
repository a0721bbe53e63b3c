"""Addresses of billing on the operator's host."""

from django.urls import path

from billing.console import views_prices, views_use

app_name = "console"
urlpatterns = [
    path("use/", views_use.use, name="use"),
    path("prices/", views_prices.prices, name="prices"),
    path("prices/new/", views_prices.new_price, name="new_price"),
    path("rates/new/", views_prices.new_rate, name="new_rate"),
]
