"""Addresses of billing on the operator's host."""

from django.urls import path

from billing.console import views_allocations, views_papers, views_plans, views_prices, views_stripe, views_use

app_name = "console"
urlpatterns = [
    path("use/", views_use.use, name="use"),
    path("prices/", views_prices.prices, name="prices"),
    path("prices/new/", views_prices.new_price, name="new_price"),
    path("rates/new/", views_prices.new_rate, name="new_rate"),
    path("plans/", views_plans.plans, name="plans"),
    path("plans/new/", views_plans.new_plan, name="new_plan"),
    path("plans/towns/<int:town_id>/", views_plans.town_plan, name="town_plan"),
    path("papers/", views_papers.papers, name="papers"),
    path("papers/issuer/", views_papers.issuer, name="issuer"),
    path("papers/close/", views_papers.close, name="close_month"),
    path("papers/ledger.csv", views_papers.ledger_csv, name="ledger_csv"),
    path("papers/ledger.xlsx", views_papers.ledger_xlsx, name="ledger_xlsx"),
    path("papers/estimates/<int:town_id>/", views_papers.estimate, name="estimate"),
    path("papers/allocations/<int:allocation_id>/", views_papers.invoice_shares, name="invoice_shares"),
    path("papers/<int:paper_id>/", views_papers.paper, name="paper"),
    path("papers/<int:paper_id>/paper.pdf", views_papers.pdf, name="paper_pdf"),
    path("papers/<int:paper_id>/paid/", views_papers.paid, name="paper_paid"),
    path("papers/<int:paper_id>/follow/<str:kind>/", views_papers.follow, name="paper_follow"),
    path("papers/<int:paper_id>/correct/", views_papers.correct, name="paper_correct"),
    path("papers/<int:paper_id>/stripe/", views_stripe.send, name="stripe_send"),
    path("stripe/", views_stripe.page, name="stripe"),
    path("stripe/webhook/", views_stripe.webhook, name="stripe_webhook"),
    path("stripe/check/", views_stripe.check, name="stripe_check"),
    path("stripe/replay/", views_stripe.replay_all, name="stripe_replay_all"),
    path("stripe/events/<int:event_id>/replay/", views_stripe.replay_one, name="stripe_replay"),
    path("stripe/towns/<int:town_id>/", views_stripe.town, name="stripe_town"),
    path("stripe/towns/<int:town_id>/end/", views_stripe.end_town, name="stripe_end"),
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
