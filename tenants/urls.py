"""Addresses of tenancy on a town's host."""

from django.urls import URLPattern, URLResolver, path

from tenants.desk import views_home, views_joining

app_name = "tenants"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views_joining.root, name="root"),
    path("join/<str:key>/", views_joining.accept, name="accept_invitation"),
    path("home/", views_home.home, name="home"),
]
