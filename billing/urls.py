"""Addresses of billing on a town's host."""

from django.urls import path

from billing.desk import views_allowances, views_papers, views_plan, views_shares, views_usage

app_name = "billing"
urlpatterns = [
    path("usage/", views_usage.usage, name="usage"),
    path("usage.csv", views_usage.usage_csv, name="usage_csv"),
    path("allowances/", views_allowances.allowances, name="allowances"),
    path("allowances/new/", views_allowances.new_allowance, name="new_allowance"),
    path("allowances/top-up/", views_allowances.top_up, name="top_up"),
    path("plan/", views_plan.plan, name="plan"),
    path("papers/", views_papers.papers, name="papers"),
    path("papers/accounts/", views_papers.accounts, name="paper_accounts"),
    path("papers/<int:paper_id>/", views_papers.paper, name="paper"),
    path("papers/<int:paper_id>/paper.pdf", views_papers.pdf, name="paper_pdf"),
    path("papers/<int:paper_id>/return/", views_papers.give_back, name="paper_return"),
    path("papers/<int:paper_id>/own-number/", views_papers.own_number, name="paper_own_number"),
    path("shares/", views_shares.shares, name="shares"),
    path("shares/<int:allocation_id>/", views_shares.share, name="share"),
    path("shares/<int:allocation_id>/sheet.pdf", views_shares.share_paper, name="share_paper"),
    path("shares/<int:allocation_id>/sheet.xlsx", views_shares.share_file, name="share_file"),
]
