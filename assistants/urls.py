"""Addresses of the assistants on a town's host."""

from django.urls import path

from assistants.chat import views as chat
from assistants.chat import views_guides as guides
from assistants.chat import views_talk as talk
from assistants.desk import views_canned as canned
from assistants.desk import views_draft_steps as draft_steps
from assistants.desk import views_draft_writing as draft_writing
from assistants.desk import views_drafts as drafts
from assistants.desk import views_evaluating, views_line, views_topics, views_widget
from assistants.desk import views_exports as exports
from assistants.desk import views_faq_patterns as patterns
from assistants.desk import views_guide_editor as guide_editor
from assistants.desk import views_guides as desk_guides
from assistants.desk import views_handovers as handovers
from assistants.desk import views_hotlines as desk
from assistants.desk import views_inquiries as inquiries
from assistants.desk import views_inquiry_steps as inquiry_steps
from assistants.desk import views_log as log
from assistants.desk import views_persona as desk_persona
from assistants.desk import views_prompt_editor as prompt_editor
from assistants.desk import views_prompt_runs as prompt_runs
from assistants.desk import views_prompts as desk_prompts
from assistants.desk import views_proofreading as proofreading
from assistants.desk import views_references as references
from assistants.desk import views_starter as starter
from assistants.desk import views_word_forms as word_forms
from assistants.line import views as line
from assistants.widget import views as widget
from assistants.widget import views_talk as widget_talk

app_name = "assistants"
urlpatterns = [
    path("chat/", chat.chat, name="chat"),
    path("chat/ask/", chat.ask, name="ask"),
    path("chat/reading/", chat.choose_reading, name="choose_reading"),
    path("chat/new/", chat.start_over, name="start_over"),
    path("chat/turns/<uuid:turn_id>/feedback/", chat.feedback, name="feedback"),
    path("chat/talk/", talk.talk, name="talk"),
    path("chat/talks/news/", talk.news, name="talk_news"),
    path("chat/talks/forget/", talk.forget_talks, name="talk_forget"),
    path("chat/talks/<uuid:talk_key>/answer/", talk.answer, name="talk_answer"),
    path("chat/guide.png", desk_persona.persona_picture, name="persona_picture"),
    path("persona/", desk_persona.persona, name="persona"),
    path("persona/questions/", desk_persona.suggested, name="suggested"),
    path("persona/questions/new/", desk_persona.suggested_edit, name="suggested_new"),
    path("persona/questions/<int:question_id>/", desk_persona.suggested_edit, name="suggested_edit"),
    path("persona/questions/<int:question_id>/remove/", desk_persona.suggested_remove, name="suggested_remove"),
    path("guides/", guides.guides, name="guides"),
    path("guides/<int:guide_id>/", guides.guide, name="guide"),
    path("settings/guides/", desk_guides.guides, name="desk_guides"),
    path("settings/guides/new/", guide_editor.edit_guide, name="new_guide"),
    path("settings/guides/import/", desk_guides.take_in_guide, name="take_in_guide"),
    path("settings/guides/<int:guide_id>/", desk_guides.guide, name="desk_guide"),
    path("settings/guides/<int:guide_id>/head/", guide_editor.edit_guide, name="edit_guide"),
    path("settings/guides/<int:guide_id>/step/", desk_guides.step_guide, name="step_guide"),
    path("settings/guides/<int:guide_id>/export/", desk_guides.export_guide, name="export_guide"),
    path(
        "settings/guides/<int:guide_id>/versions/<int:version_number>/", desk_guides.guide_version, name="guide_version"
    ),
    path(
        "settings/guides/<int:guide_id>/versions/<int:version_number>/back/",
        desk_guides.put_back_guide,
        name="put_back_guide",
    ),
    path("settings/guides/<int:guide_id>/try/", desk_guides.try_guide, name="try_guide"),
    path("settings/guides/<int:guide_id>/steps/new/", guide_editor.edit_step, name="new_guide_step"),
    path("settings/guides/<int:guide_id>/steps/<slug:step_key>/", guide_editor.edit_step, name="edit_guide_step"),
    path("settings/guides/<int:guide_id>/steps/<slug:step_key>/move/", guide_editor.move_step, name="move_guide_step"),
    path("topics/", views_topics.topics, name="topics"),
    path("topics/listening/", views_topics.switch_listening_mode, name="switch_listening"),
    path("topics/new/", views_topics.edit_topic, name="new_topic"),
    path("topics/<int:topic_id>/", views_topics.topic, name="topic"),
    path("topics/<int:topic_id>/edit/", views_topics.edit_topic, name="edit_topic"),
    path("topics/<int:topic_id>/switch/", views_topics.switch_topic, name="switch_topic"),
    path("topics/<int:topic_id>/remove/", views_topics.drop_topic, name="drop_topic"),
    path("topics/<int:topic_id>/questions/new/", views_evaluating.evaluation_question, name="new_evaluation_question"),
    path("topics/<int:topic_id>/questions/import/", views_evaluating.import_questions, name="import_questions"),
    path("topics/<int:topic_id>/questions/export/", views_evaluating.export_questions, name="export_questions"),
    path("topics/<int:topic_id>/questions/found/", views_evaluating.suggested_questions, name="suggested_questions"),
    path(
        "topics/<int:topic_id>/questions/<int:asked_id>/",
        views_evaluating.evaluation_question,
        name="evaluation_question",
    ),
    path("topics/<int:topic_id>/measure/", views_evaluating.start_evaluation, name="start_evaluation"),
    path("evaluations/<int:evaluation_id>/", views_evaluating.evaluation, name="evaluation"),
    path("evaluations/<int:evaluation_id>/cancel/", views_evaluating.stop_evaluation, name="stop_evaluation"),
    path("conversations/", log.conversations, name="conversations"),
    path("conversations/exports/", exports.start, name="start_log_export"),
    path("conversations/exports/<int:export_id>/", exports.board, name="log_export"),
    path("conversations/exports/<int:export_id>/file/", exports.file, name="log_export_file"),
    path("conversations/exports/<int:export_id>/stop/", exports.stop, name="stop_log_export"),
    path("conversations/statistics/", log.statistics, name="statistics"),
    path("conversations/<uuid:turn_id>/", log.turn, name="turn"),
    path("reports/", log.reports, name="reports"),
    path("reports/<int:report_id>/settle/", log.settle, name="settle_report"),
    path("proofread/", proofreading.proofread, name="proofread"),
    path("proofread/saved/<int:proof_id>/", proofreading.saved, name="saved_proof"),
    path("proofread/saved/<int:proof_id>/remove/", proofreading.remove_saved, name="remove_proof"),
    path("proofread/ignored/forget/", proofreading.forget_ignored, name="forget_ignored"),
    path("proofread/words/", proofreading.spellings, name="spellings"),
    path("proofread/words/new/", proofreading.edit_spelling, name="new_spelling"),
    path("proofread/words/<int:spelling_id>/", proofreading.edit_spelling, name="spelling"),
    path("proofread/words/<int:spelling_id>/remove/", proofreading.remove_spelling, name="remove_spelling"),
    path("widget.js", widget.loader, name="widget_loader"),
    path("widget/<slug:version>/chat.js", widget.chat, name="widget_chat"),
    path("widget/start/", widget.start, name="widget_start"),
    path("widget/ask/", widget.ask, name="widget_ask"),
    path("widget/feedback/", widget.feedback, name="widget_feedback"),
    path("widget/talk/form/", widget_talk.form, name="widget_talk_form"),
    path("widget/talk/ask/", widget_talk.ask, name="widget_talk_ask"),
    path("widget/talk/news/", widget_talk.news, name="widget_talk_news"),
    path("widget/talk/answer/", widget_talk.answer, name="widget_talk_answer"),
    path("settings/widget/", views_widget.widget, name="widget"),
    path("line/webhook/", line.webhook, name="line_webhook"),
    path("settings/line/", views_line.line, name="line"),
    path("settings/line/disconnect/", views_line.drop, name="drop_line"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/new/", drafts.new_draft, name="new_draft"),
    path("drafts/forms/", word_forms.word_forms, name="word_forms"),
    path("drafts/forms/sample/", word_forms.word_form_sample, name="word_form_sample"),
    path("drafts/forms/<int:word_form_id>/file/", word_forms.word_form_file, name="word_form_file"),
    path("drafts/<int:draft_id>/", drafts.draft, name="draft"),
    path("drafts/<int:draft_id>/look/", drafts.look_at_draft, name="look_at_draft"),
    path("drafts/<int:draft_id>/head/", drafts.draft_head, name="draft_head"),
    path("drafts/<int:draft_id>/rewrite/", draft_writing.rewrite_part, name="rewrite_part"),
    path("drafts/<int:draft_id>/write/", draft_writing.write_whole, name="write_whole_draft"),
    path("drafts/<int:draft_id>/stop/", draft_writing.stop_whole, name="stop_draft"),
    path("drafts/<int:draft_id>/step/", draft_steps.step_draft, name="step_draft"),
    path("drafts/<int:draft_id>/file/", draft_steps.take_draft, name="take_draft"),
    path("drafts/<int:draft_id>/versions/<int:version_number>/", drafts.draft_version, name="draft_version"),
    path("inquiries/", inquiries.inquiries, name="inquiries"),
    path("inquiries/new/", inquiries.new_inquiry, name="new_inquiry"),
    path("inquiries/<int:inquiry_id>/", inquiries.inquiry, name="inquiry"),
    path("inquiries/<int:inquiry_id>/ask/", inquiries.ask_inquiry, name="ask_inquiry"),
    path("inquiries/<int:inquiry_id>/export/", inquiries.export_inquiry, name="export_inquiry"),
    path("inquiries/<int:inquiry_id>/settings/", inquiry_steps.settle_inquiry, name="settle_inquiry"),
    path("inquiries/<int:inquiry_id>/step/", inquiry_steps.step_inquiry, name="step_inquiry"),
    path("inquiries/<int:inquiry_id>/attach/", inquiry_steps.attach_files, name="attach_files"),
    path("inquiries/<int:inquiry_id>/files/", inquiry_steps.inquiry_files, name="inquiry_files"),
    path("inquiries/<int:inquiry_id>/files/<int:file_id>/", inquiries.inquiry_file, name="inquiry_file"),
    path("inquiries/<int:inquiry_id>/documents/", inquiry_steps.inquiry_documents, name="inquiry_documents"),
    path("references/", references.references, name="references"),
    path("references/saved/", references.save_reference, name="save_reference"),
    path("references/saved/<int:saved_id>/", references.saved_reference, name="saved_reference"),
    path("references/saved/<int:saved_id>/step/", references.step_saved_reference, name="step_saved_reference"),
    path("references/marks/<str:token>/", references.mark_reference, name="mark_reference"),
    path("handovers/", handovers.handovers, name="handovers"),
    path("handovers/rules/", handovers.rules, name="handover_rules"),
    path("handovers/replies/", canned.canned_replies, name="canned_replies"),
    path("handovers/replies/new/", canned.edit_canned, name="new_canned"),
    path("handovers/replies/<int:canned_id>/", canned.edit_canned, name="edit_canned"),
    path("handovers/replies/<int:canned_id>/remove/", canned.remove_canned_reply, name="remove_canned"),
    path("handovers/<int:handover_id>/", handovers.handover, name="handover"),
    path("handovers/<int:handover_id>/reply/", handovers.reply, name="handover_reply"),
    path("handovers/<int:handover_id>/step/", handovers.step, name="handover_step"),
    path("hotlines/", desk.hotlines, name="hotlines"),
    path("hotlines/new/", desk.edit_hotline, name="new_hotline"),
    path("hotlines/<int:hotline_id>/", desk.edit_hotline, name="hotline"),
    path("hotlines/<int:hotline_id>/verify/", desk.verify, name="verify_hotline"),
    path("hotlines/<int:hotline_id>/remove/", desk.remove, name="remove_hotline"),
    path("prompts/", desk_prompts.prompts, name="prompts"),
    path("prompts/new/", prompt_editor.edit_prompt, name="new_prompt"),
    path("prompts/import/", prompt_editor.import_prompt, name="import_prompt"),
    path("prompts/starter/", starter.starter_library, name="load_starter"),
    path("prompts/results/", prompt_runs.prompt_runs, name="prompt_runs"),
    path("prompts/results/<uuid:result_id>/", prompt_runs.prompt_run, name="prompt_run"),
    path("prompts/results/<uuid:result_id>/write/", prompt_runs.write_prompt_run, name="write_prompt_run"),
    path("prompts/results/<uuid:result_id>/delete/", prompt_runs.delete_prompt_run, name="delete_prompt_run"),
    path("prompts/<int:prompt_id>/", desk_prompts.prompt, name="prompt"),
    path("prompts/<int:prompt_id>/preview/", desk_prompts.preview_prompt, name="preview_prompt"),
    path("prompts/<int:prompt_id>/star/", desk_prompts.star_prompt, name="star_prompt"),
    path("prompts/<int:prompt_id>/edit/", prompt_editor.edit_prompt, name="edit_prompt"),
    path("prompts/<int:prompt_id>/versions/", prompt_editor.prompt_versions, name="prompt_versions"),
    path("prompts/<int:prompt_id>/scope/", prompt_editor.prompt_scope, name="prompt_scope"),
    path("prompts/<int:prompt_id>/step/", prompt_editor.step_prompt, name="step_prompt"),
    path("prompts/<int:prompt_id>/export/", prompt_editor.export_prompt, name="export_prompt"),
    path("faq-patterns/", patterns.faq_patterns, name="faq_patterns"),
    path("faq-patterns/blanks/", patterns.prompt_blanks, name="prompt_blanks"),
    path("faq-patterns/<int:pattern_id>/", patterns.faq_pattern, name="faq_pattern"),
]
