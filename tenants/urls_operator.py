"""Addresses of tenancy on the operator host."""

from django.urls import path

from tenants.operating import views, views_notices, views_support

app_name = "operating"
urlpatterns = [
    path("", views.home, name="home"),
    path("towns/", views.towns, name="towns"),
    path("towns/open/", views.open_one, name="open"),
    path("towns/<int:town_id>/", views.town, name="town"),
    path("towns/<int:town_id>/suspend/", views.suspend, name="suspend"),
    path("towns/<int:town_id>/resume/", views.resume, name="resume"),
    path("towns/<int:town_id>/closing/", views.announce_end, name="announce_end"),
    path("towns/<int:town_id>/closing/take-back/", views.take_back_end, name="take_back_end"),
    path("notices/", views_notices.notices, name="notices"),
    path("notices/new/", views_notices.edit_notice, name="new_notice"),
    path("notices/<int:notice_id>/", views_notices.notice, name="notice"),
    path("notices/<int:notice_id>/edit/", views_notices.edit_notice, name="edit_notice"),
    path("notices/<int:notice_id>/publish/", views_notices.publish, name="publish_notice"),
    path("notices/<int:notice_id>/withdraw/", views_notices.withdraw, name="withdraw_notice"),
    path("support/", views_support.support, name="support"),
    path("support/<int:pass_id>/enter/", views_support.hand_over, name="hand_over"),
    path("health/", views.health, name="health"),
]
