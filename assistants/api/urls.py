"""Addresses of the API on a town's host."""

from django.urls import path

from assistants.api import views, views_talk
from assistants.api.proofreading import ProofreadView

app_name = "assistants_api"
urlpatterns = [
    path("questions/", views.QuestionView.as_view(), name="questions"),
    path("conversations/<str:conversation>/", views.ConversationView.as_view(), name="conversation"),
    path("feedback/", views.FeedbackView.as_view(), name="feedback"),
    path("talks/", views_talk.TalksView.as_view(), name="talks"),
    path("talks/form/", views_talk.TalkFormView.as_view(), name="talk_form"),
    path("talks/<str:talk>/", views_talk.TalkView.as_view(), name="talk"),
    path("talks/<str:talk>/messages/", views_talk.TalkMessagesView.as_view(), name="talk_messages"),
    path("proofread/", ProofreadView.as_view(), name="proofread"),
    path("sources/<str:token>/", views.SourceView.as_view(), name="source"),
]
