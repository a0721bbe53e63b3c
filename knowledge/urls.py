"""Addresses of knowledge on a town's host."""

from django.urls import path

from knowledge.desk import (
    views_batches,
    views_bulk,
    views_documents,
    views_faq,
    views_review,
    views_search,
    views_sources,
    views_upload,
)
from knowledge.residents import views_garbage

app_name = "knowledge"
urlpatterns = [
    path("knowledge/", views_documents.document_list, name="documents"),
    path("knowledge/search/", views_search.search, name="search"),
    path("knowledge/upload/", views_upload.upload, name="upload"),
    path("knowledge/upload/faq/", views_upload.upload_sheet, name="upload_sheet"),
    path("knowledge/upload/faq/<int:ingestion_id>/", views_upload.sheet_columns, name="columns"),
    path("knowledge/batches/", views_batches.batch_list, name="batches"),
    path("knowledge/batches/<int:batch_id>/", views_batches.batch_page, name="batch"),
    path("knowledge/batches/<int:batch_id>/decide/", views_batches.batch_decide, name="batch_decide"),
    path("knowledge/documents/<int:document_id>/", views_documents.document_page, name="document"),
    path("knowledge/documents/<int:document_id>/settings/", views_documents.document_settings, name="settings"),
    path("knowledge/documents/<int:document_id>/replace/", views_documents.document_replace, name="replace"),
    path("knowledge/documents/<int:document_id>/approve/", views_documents.document_approve, name="approve"),
    path("knowledge/documents/<int:document_id>/withdraw/", views_documents.document_withdraw, name="withdraw"),
    path("knowledge/documents/<int:document_id>/files/<int:number>/", views_documents.version_file, name="file"),
    path("knowledge/documents/bulk/", views_bulk.bulk, name="bulk"),
    path("knowledge/changes/", views_bulk.change_list, name="changes"),
    path("knowledge/changes/<int:change_id>/", views_bulk.change_page, name="change"),
    path("knowledge/changes/<int:change_id>/undo/", views_bulk.change_undo, name="change_undo"),
    path("knowledge/faq/", views_faq.faq_list, name="faq"),
    path("knowledge/faq/new/", views_faq.faq_new, name="faq_new"),
    path("knowledge/faq/<int:entry_id>/", views_faq.faq_entry, name="faq_entry"),
    path("knowledge/faq/<int:entry_id>/decide/", views_faq.faq_decide, name="faq_decide"),
    path("knowledge/review/", views_review.review_list, name="review"),
    path("knowledge/review/<int:ingestion_id>/", views_review.review_page, name="review_file"),
    path("knowledge/review/<int:ingestion_id>/file/", views_review.held_file, name="held_file"),
    path("knowledge/review/<int:ingestion_id>/decide/", views_review.review_decide, name="review_decide"),
    path("gomi/", views_garbage.garbage, name="garbage"),
    path("gomi/calendar/", views_garbage.garbage_calendar, name="garbage_calendar"),
    path("gomi/calendar.ics", views_garbage.garbage_ics, name="garbage_ics"),
    path("sources/<str:token>/", views_sources.source, name="source"),
    path("sources/<str:token>/pages/<int:number>/", views_sources.source_page, name="source_page"),
    path("sources/<str:token>/file/", views_sources.source_file, name="source_file"),
]
