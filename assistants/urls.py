"""Addresses of the assistants on a town's host."""

from django.urls import path

from assistants.chat import views as chat

app_name = "assistants"
urlpatterns = [
    path("chat/", chat.chat, name="chat"),
    path("chat/ask/", chat.ask, name="ask"),
    path("chat/new/", chat.start_over, name="start_over"),
    path("chat/turns/<uuid:turn_id>/feedback/", chat.feedback, name="feedback"),
]
