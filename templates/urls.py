"""Addresses of the shared library on a town's host."""

from django.urls import URLPattern, path

from templates.desk import views_offerings

app_name = "library"
urlpatterns: list[URLPattern] = [
    path("offerings/", views_offerings.offerings, name="offerings"),
    path("offerings/new/", views_offerings.new_offering, name="new_offering"),
    path("offerings/<int:offering_id>/", views_offerings.offering, name="offering"),
    path("offerings/<int:offering_id>/check/", views_offerings.offering_check, name="offering_check"),
    path("offerings/<int:offering_id>/mark/", views_offerings.offering_mark, name="offering_mark"),
    path("offerings/<int:offering_id>/text/", views_offerings.offering_text, name="offering_text"),
    path("offerings/<int:offering_id>/submit/", views_offerings.offering_submit, name="offering_submit"),
    path("offerings/<int:offering_id>/step/", views_offerings.offering_step, name="offering_step"),
]
