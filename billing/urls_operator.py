"""Addresses of billing on the operator's host."""

from django.urls import path

from billing.console import views_allocations, views_plans, views_prices, views_use

app_name = "console"
urlpatterns = [
    path("use/", views_use.use, name="use"),
    path("prices/", views_prices.prices, name="prices"),
    path("prices/new/", views_prices.new_price, name="new_price"),
    path("rates/new/", views_prices.new_rate, name="new_rate"),
    path("plans/", views_plans.plans, name="plans"),
    path("plans/new/", views_plans.new_plan, name="new_plan"),
    path("plans/towns/<int:town_id>/", views_plans.town_plan, name="town_plan"),
    path("allocations/", views_allocations.allocations, name="allocations"),
    path("allocations/new/", views_allocations.new_allocation, name="new_allocation"),
    path("allocations/<int:allocation_id>/", views_allocations.allocation, name="allocation"),
    path("allocations/<int:allocation_id>/terms/", views_allocations.edit_allocation, name="edit_allocation"),
    path("allocations/<int:allocation_id>/figures/", views_allocations.figures, name="figures"),
    path("allocations/<int:allocation_id>/ask/", views_allocations.ask, name="ask"),
    path("allocations/<int:allocation_id>/take-back/", views_allocations.take_back_allocation, name="take_back"),
    path("allocations/<int:allocation_id>/decide/", views_allocations.decide_allocation, name="decide"),
    path("allocations/<int:allocation_id>/sheet.xlsx", views_allocations.sheet_file, name="sheet_file"),
    path("opinions/<int:opinion_id>/answer/", views_allocations.answer, name="answer"),
]
