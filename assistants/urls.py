"""Addresses of the assistants on a town's host."""

from django.urls import path

from assistants.chat import views as chat
from assistants.desk import views as desk

app_name = "assistants"
urlpatterns = [
    path("chat/", chat.chat, name="chat"),
    path("chat/ask/", chat.ask, name="ask"),
    path("chat/new/", chat.start_over, name="start_over"),
    path("chat/turns/<uuid:turn_id>/feedback/", chat.feedback, name="feedback"),
    path("conversations/", desk.conversations, name="conversations"),
    path("conversations/<uuid:turn_id>/", desk.turn, name="turn"),
    path("hotlines/", desk.hotlines, name="hotlines"),
    path("hotlines/new/", desk.edit_hotline, name="new_hotline"),
    path("hotlines/<int:hotline_id>/", desk.edit_hotline, name="hotline"),
    path("hotlines/<int:hotline_id>/verify/", desk.verify, name="verify_hotline"),
    path("hotlines/<int:hotline_id>/remove/", desk.remove, name="remove_hotline"),
]
