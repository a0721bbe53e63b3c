"""Addresses of what a shared thing is worth: proofs, talk, wishes, what the town gives."""

from django.urls import URLPattern, path

from templates.desk import views_proving, views_talking, views_wishes

urlpatterns: list[URLPattern] = [
    path("editions/<uuid:shared_edition_id>/prove/", views_proving.begin, name="start_proof"),
    path("proofs/<int:library_proof_id>/", views_proving.proof, name="proof"),
    path("proofs/<int:library_proof_id>/cancel/", views_proving.cancel, name="cancel_proof"),
    path("items/<uuid:item_id>/ask/", views_talking.ask, name="ask"),
    path("items/<uuid:item_id>/thank/", views_talking.say_thanks, name="thank"),
    path(
        "items/<uuid:item_id>/questions/<uuid:library_question_id>/answer/",
        views_talking.answer,
        name="answer_question",
    ),
    path(
        "items/<uuid:item_id>/questions/<uuid:library_question_id>/take-back/",
        views_talking.take_question_back,
        name="take_back",
    ),
    path("wishes/", views_wishes.wishes, name="wishes"),
    path("wishes/<uuid:wish_id>/step/", views_wishes.step_wish, name="step_wish"),
    path("settings/", views_wishes.library_settings, name="settings"),
]
