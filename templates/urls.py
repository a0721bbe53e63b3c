"""Addresses of the shared library on a town's host."""

from django.urls import URLPattern, path

from templates import urls_worth
from templates.desk import (
    views_adopting,
    views_blanks,
    views_laws,
    views_library,
    views_offerings,
    views_pack,
    views_texts,
    views_trying,
    views_updating,
)

app_name = "library"
urlpatterns: list[URLPattern] = [
    path("", views_library.home, name="home"),
    path("pack/", views_pack.pack, name="pack"),
    path("laws/", views_laws.law_notice, name="law_notice"),
    path("items/<uuid:item_id>/", views_library.item, name="item"),
    path("items/<uuid:item_id>/adopt/", views_adopting.adopt, name="adopt"),
    path("items/<uuid:item_id>/try/", views_trying.try_item, name="try"),
    path("adopted/", views_adopting.adopted, name="adopted"),
    path("adopted/<int:adoption_id>/update/", views_updating.update, name="update"),
    path("adopted/<int:adoption_id>/blanks/", views_blanks.change_blanks, name="change_blanks"),
    path("adopted/<int:adoption_id>/step/", views_adopting.step_adoption, name="step_adoption"),
    path("texts/", views_texts.town_texts, name="town_texts"),
    path("texts/new/", views_texts.new_town_text, name="new_town_text"),
    path("texts/<int:town_text_id>/", views_texts.town_text, name="town_text"),
    path("texts/<int:town_text_id>/edit/", views_texts.edit_town_text, name="edit_town_text"),
    path("texts/<int:town_text_id>/file/", views_texts.take_town_text, name="take_town_text"),
    path("texts/<int:town_text_id>/knowledge/", views_texts.hand_in_town_text, name="hand_in_town_text"),
    path("texts/<int:town_text_id>/step/", views_texts.step_town_text, name="step_town_text"),
    path("texts/<int:town_text_id>/versions/<int:number>/", views_texts.town_text_version, name="town_text_version"),
    path("offerings/", views_offerings.offerings, name="offerings"),
    path("offerings/new/", views_offerings.new_offering, name="new_offering"),
    path("offerings/<int:offering_id>/", views_offerings.offering, name="offering"),
    path("offerings/<int:offering_id>/check/", views_offerings.offering_check, name="offering_check"),
    path("offerings/<int:offering_id>/mark/", views_offerings.offering_mark, name="offering_mark"),
    path("offerings/<int:offering_id>/text/", views_offerings.offering_text, name="offering_text"),
    path("offerings/<int:offering_id>/submit/", views_offerings.offering_submit, name="offering_submit"),
    path("offerings/<int:offering_id>/step/", views_offerings.offering_step, name="offering_step"),
    *urls_worth.urlpatterns,
]
