"""Addresses of the API on a town's host."""

from django.urls import path

from assistants.api import views

app_name = "assistants_api"
urlpatterns = [
    path("questions/", views.QuestionView.as_view(), name="questions"),
    path("conversations/<str:conversation>/", views.ConversationView.as_view(), name="conversation"),
    path("feedback/", views.FeedbackView.as_view(), name="feedback"),
    path("sources/<str:token>/", views.SourceView.as_view(), name="source"),
]
