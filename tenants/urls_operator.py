"""Addresses of tenancy on the operator host."""

from django.urls import path

from tenants.operating import views

app_name = "operating"
urlpatterns = [
    path("", views.towns, name="towns"),
    path("towns/open/", views.open_one, name="open"),
    path("towns/<int:town_id>/", views.town, name="town"),
    path("towns/<int:town_id>/suspend/", views.suspend, name="suspend"),
    path("towns/<int:town_id>/resume/", views.resume, name="resume"),
    path("health/", views.health, name="health"),
]
