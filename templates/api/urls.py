"""Addresses of the shared library for programs, on a town's host."""

from django.urls import URLPattern, path

from templates.api import views_adoptions, views_items, views_trying, views_updating

app_name = "library_api"
urlpatterns: list[URLPattern] = [
    path("items/", views_items.ItemsView.as_view(), name="items"),
    path("items/<uuid:item_id>/", views_items.ItemView.as_view(), name="item"),
    path("editions/<uuid:shared_edition_id>/file/", views_items.EditionFileView.as_view(), name="edition_file"),
    path("editions/<uuid:shared_edition_id>/try/", views_trying.TryView.as_view(), name="try"),
    path("adoptions/", views_adoptions.AdoptionsView.as_view(), name="adoptions"),
    path("adoptions/<int:adoption_id>/", views_adoptions.AdoptionView.as_view(), name="adoption"),
    path("adoptions/<int:adoption_id>/policy/", views_adoptions.PolicyView.as_view(), name="policy"),
    path("adoptions/<int:adoption_id>/undo/", views_adoptions.UndoView.as_view(), name="undo"),
    path("adoptions/<int:adoption_id>/comparison/", views_updating.ComparisonView.as_view(), name="comparison"),
    path("adoptions/<int:adoption_id>/update/", views_updating.UpdateView.as_view(), name="update"),
]
