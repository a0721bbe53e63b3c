"""Addresses of tenancy on a town's host."""

from django.urls import URLPattern, URLResolver, path

from tenants.desk import (
    views_approvals,
    views_audit_log,
    views_home,
    views_invitations,
    views_joining,
    views_keys,
    views_models,
    views_people,
    views_policy,
    views_profile,
    views_sections,
)
from tenants.onboarding import views as onboarding

app_name = "tenants"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views_joining.root, name="root"),
    path("join/<str:key>/", views_joining.accept, name="accept_invitation"),
    path("home/", views_home.home, name="home"),
    path("approval/", views_approvals.approval, name="approval"),
    path("approvals/", views_approvals.approvals, name="approvals"),
    path("approvals/<int:approval_id>/", views_approvals.decide, name="decide"),
    path("people/", views_people.people, name="people"),
    path("people/invite/", views_invitations.invite_person, name="invite"),
    path("people/invitations/<int:invitation_id>/resend/", views_invitations.resend, name="resend"),
    path("people/invitations/<int:invitation_id>/withdraw/", views_invitations.withdraw, name="withdraw"),
    path("people/<int:person_id>/", views_people.person, name="person"),
    path("people/<int:person_id>/switch/", views_people.switch_person, name="switch_person"),
    path("people/<int:person_id>/roles/<int:membership_id>/", views_people.take_role, name="take_role"),
    path("sections/", views_sections.sections, name="sections"),
    path("sections/new/", views_sections.new_section, name="new_section"),
    path("sections/<int:section_id>/", views_sections.section, name="section"),
    path("sections/<int:section_id>/<slug:step>/", views_sections.step_section, name="step_section"),
    path("settings/profile/", views_profile.profile, name="profile"),
    path("settings/policy/", views_policy.policy, name="policy"),
    path("settings/chat/", views_policy.switch_chat, name="switch_chat"),
    path("settings/models/", views_models.models, name="models"),
    path("settings/models/new/", views_models.endpoint, name="new_endpoint"),
    path("settings/models/<int:endpoint_id>/", views_models.endpoint, name="endpoint"),
    path("settings/models/<int:endpoint_id>/remove/", views_models.drop_endpoint, name="drop_endpoint"),
    path("settings/models/order/<slug:feature>/", views_models.route, name="route"),
    path("settings/keys/", views_keys.api_keys, name="api_keys"),
    path("settings/keys/new/", views_keys.new_api_key, name="new_api_key"),
    path("settings/keys/<int:api_key_id>/revoke/", views_keys.revoke_api_key, name="revoke_api_key"),
    path("audit-log/", views_audit_log.audit_log, name="audit_log"),
    path("audit-log.csv", views_audit_log.audit_log_csv, name="audit_log_csv"),
    path("first-day/", onboarding.first_day, name="first_day"),
    path("first-day/publish/", onboarding.publish, name="publish"),
    path("first-day/<slug:key>/", onboarding.set_step, name="set_step"),
]
