"""Addresses of the shared library for programs, on a town's host."""

from django.urls import URLPattern, path

from templates.api import (
    views_adoptions,
    views_blanks,
    views_items,
    views_offerings,
    views_preparing,
    views_trying,
    views_updating,
    views_worth,
)

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
    path("adoptions/<int:adoption_id>/blanks/", views_blanks.BlanksView.as_view(), name="blanks"),
    path(
        "adoptions/<int:adoption_id>/blanks/comparison/",
        views_blanks.CompareBlanksView.as_view(),
        name="compare_blanks",
    ),
    path("shareable/", views_offerings.ThingsView.as_view(), name="shareable"),
    path("offerings/", views_offerings.OfferingsView.as_view(), name="offerings"),
    path("offerings/<int:offering_id>/", views_offerings.OfferingView.as_view(), name="offering"),
    path("offerings/<int:offering_id>/submit/", views_offerings.SubmitView.as_view(), name="submit"),
    path("offerings/<int:offering_id>/take-back/", views_offerings.TakeBackView.as_view(), name="take_back"),
    path("offerings/<int:offering_id>/next/", views_offerings.NextView.as_view(), name="next"),
    path("offerings/<int:offering_id>/head/", views_preparing.HeadView.as_view(), name="head"),
    path("offerings/<int:offering_id>/decisions/", views_preparing.DecisionsView.as_view(), name="decisions"),
    path("offerings/<int:offering_id>/texts/", views_preparing.TextView.as_view(), name="texts"),
    path("offerings/<int:offering_id>/marks/", views_preparing.MarksView.as_view(), name="marks"),
    path("editions/<uuid:shared_edition_id>/proofs/", views_worth.StartProofView.as_view(), name="start_proof"),
    path("proofs/<int:library_proof_id>/", views_worth.ProofView.as_view(), name="proof"),
    path("proofs/<int:library_proof_id>/cancel/", views_worth.CancelProofView.as_view(), name="cancel_proof"),
    path("wishes/", views_worth.WishesView.as_view(), name="wishes"),
    path("wishes/<uuid:wish_id>/support/", views_worth.SupportView.as_view(), name="support"),
    path("wishes/<uuid:wish_id>/answer/", views_worth.AnswerWishView.as_view(), name="answer_wish"),
    path("settings/", views_worth.SettingsView.as_view(), name="settings"),
]
