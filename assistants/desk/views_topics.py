"""Doors of the staff to the state of what is open: the whole chat and each topic, with its bar and its switch."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistants.desk.forms_topics import SetFileForm, TopicForm
from assistants.evaluating.compare import runs_chart
from assistants.listening.switch import listening_is_on, switch_listening
from assistants.models import EvaluationQuestion, EvaluationRun, Topic
from assistants.topics.edit import remove_topic, resume_topic, save_topic, stop_topic
from assistants.topics.gate import gate_of
from assistants.topics.known import known
from assistants.topics.overview import COUNTED_DAYS, bar_chart, topic_states
from assistants.topics.served_as import served_as
from tenants.public import actor_of, needs, town_policy, town_sections

_RUNS_SHOWN = 12


@require_GET
@needs("conversations.see")
def topics(request: HttpRequest) -> HttpResponse:
    """公開の状態: everything that is open or not, and why."""
    by = served_as()
    states = topic_states(digest=by.digest, now=timezone.now())
    context = {"states": states, "chart": bar_chart(states=states), "policy": town_policy(), "days": COUNTED_DAYS}
    counts = {
        "barred": sum(state.row.bar_percent is not None for state in states),
        "served": by,
        "listening": listening_is_on(),
    }
    return render(request, "assistants/desk/topics.html", {**context, **counts})


@require_GET
@needs("conversations.see")
def topic(request: HttpRequest, topic_id: int) -> HttpResponse:
    """One topic: gate, set, runs."""
    row = get_object_or_404(Topic, pk=topic_id)
    by = served_as()
    runs = list(row.runs.all()[:_RUNS_SHOWN])
    context = {
        "topic": row,
        "gate": gate_of(topic=known(row=row), served_as=by.digest),
        "served": by,
        "questions": EvaluationQuestion.objects.filter(topic=row),
        "runs": runs,
        "running": next((run for run in runs if run.state in EvaluationRun.OPEN), None),
        "chart": runs_chart(runs=runs, bar=row.bar_percent),
        "upload": SetFileForm(),
        "sections": [one.name for one in town_sections() if one.id in row.section_ids],
    }
    return render(request, "assistants/desk/topic.html", context)


@require_http_methods(["GET", "POST"])
@needs("chat.switch")
def edit_topic(request: HttpRequest, topic_id: int | None = None) -> HttpResponse:
    """By what a topic is known, and its bar."""
    row = get_object_or_404(Topic, pk=topic_id) if topic_id else Topic()
    form = TopicForm(request.POST or None, instance=row, sections=town_sections())
    if request.method == "POST" and form.is_valid():
        pk = save_topic(row=form.save(), actor=actor_of(request), now=timezone.now())
        messages.success(request, _("分野を保存しました。次の質問から使われます。"))
        return redirect("assistants:topic", topic_id=pk)
    return render(request, "assistants/desk/topic_edit.html", {"form": form, "topic": row})


@require_POST
@needs("chat.switch")
def switch_topic(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Stop a topic with a reason, or resume it."""
    row, actor, now = get_object_or_404(Topic, pk=topic_id), actor_of(request), timezone.now()
    reason = request.POST.get("reason", "").strip()[:200]
    if request.POST.get("step") == "resume":
        if resume_topic(row=row, actor=actor, now=now):
            messages.success(request, _("「%(name)s」の案内を再開しました。") % {"name": row.name})
    elif not reason:
        messages.error(request, _("止める理由を入力してください。住民の画面に表示されます。"))
    elif stop_topic(row=row, reason=reason, actor=actor, now=now):
        messages.success(request, _("「%(name)s」の案内を止めました。") % {"name": row.name})
    return redirect("assistants:topics")


@require_POST
@needs("chat.switch")
def drop_topic(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Delete a topic with its set."""
    row = get_object_or_404(Topic, pk=topic_id)
    remove_topic(row=row, actor=actor_of(request), now=timezone.now())
    messages.success(request, _("分野「%(name)s」を削除しました。") % {"name": row.name})
    return redirect("assistants:topics")


@require_POST
@needs("chat.switch")
def switch_listening_mode(request: HttpRequest) -> HttpResponse:
    """Offer お悩み相談 or not."""
    on = request.POST.get("step") == "on"
    switch_listening(on=on, actor=actor_of(request), now=timezone.now())
    messages.success(request, _("お悩み相談を始められるようにしました。") if on else _("お悩み相談を止めました。"))
    return redirect("assistants:topics")
