"""Doors of the staff to a topic's set of questions and to its measurements."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistants.desk.forms_topics import QuestionForm, SetFileForm
from assistants.desk.suggesting import chosen, offered
from assistants.evaluating.compare import run_page
from assistants.evaluating.sheet import NoSet, as_csv, as_workbook, read_set
from assistants.evaluating.start import NotStarted, cancel_run, start_run
from assistants.evaluating.write_set import SetRefused, import_set, remove_question, save_question
from assistants.models import EvaluationQuestion, EvaluationRun, Topic
from knowledge.public import TableRefused
from tenants.public import actor_of, needs
from web.public import render_page

_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def evaluation_question(request: HttpRequest, topic_id: int, asked_id: int | None = None) -> HttpResponse:
    """One question with what is expected of its answer."""
    topic = get_object_or_404(Topic, pk=topic_id)
    row = get_object_or_404(EvaluationQuestion, pk=asked_id, topic=topic) if asked_id else EvaluationQuestion()
    actor, now = actor_of(request), timezone.now()
    if request.method == "POST" and request.POST.get("step") == "remove" and row.pk:
        remove_question(row=row, actor=actor, now=now)
        messages.success(request, _("質問を削除しました。"))
        return redirect("assistants:topic", topic_id=topic.pk)
    row.topic = topic
    form = QuestionForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            save_question(row=form.save(commit=False), actor=actor, now=now)
        except SetRefused as refused:
            form.add_error("question", str(refused))
        else:
            messages.success(request, _("質問を保存しました。"))
            return redirect("assistants:topic", topic_id=topic.pk)
    return render(request, "assistants/desk/topic_question.html", {"form": form, "topic": topic, "row": row})


@require_POST
@needs("knowledge.edit")
def import_questions(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Take a table in; lines that could not be read are named, the others count."""
    topic = get_object_or_404(Topic, pk=topic_id)
    form = SetFileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("質問の表（CSVかExcel）を選んでください。"))
        return redirect("assistants:topic", topic_id=topic.pk)
    file = form.cleaned_data["file"]
    try:
        found = read_set(content=file.read(), name=file.name)
        new, changed = import_set(topic=topic, rows=found.rows, actor=actor_of(request), now=timezone.now())
    except (TableRefused, NoSet, SetRefused) as refused:
        messages.error(request, str(refused))
        return redirect("assistants:topic", topic_id=topic.pk)
    context = {"topic": topic, "new": new, "changed": changed, "troubles": found.troubles, "count": len(found.rows)}
    return render(request, "assistants/desk/topic_imported.html", context)


@require_GET
@needs("conversations.see")
def export_questions(request: HttpRequest, topic_id: int) -> HttpResponse:
    """The set as a file that can be taken in again."""
    topic = get_object_or_404(Topic, pk=topic_id)
    rows = EvaluationQuestion.objects.filter(topic=topic)
    kind = "xlsx" if request.GET.get("kind") == "xlsx" else "csv"
    content = as_workbook(questions=rows) if kind == "xlsx" else as_csv(questions=rows)
    response = HttpResponse(content, content_type=_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="evaluation-{topic.pk}.{kind}"'
    return response


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def suggested_questions(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Questions from the log and from the FAQ; each comes into the set by one click."""
    topic = get_object_or_404(Topic, pk=topic_id)
    if request.method == "POST":
        row = chosen(request=request, topic=topic)
        if row is None:
            raise Http404
        try:
            save_question(row=row, actor=actor_of(request), now=timezone.now())
            messages.success(request, _("「%(question)s」を加えました。") % {"question": row.question})
        except SetRefused as refused:
            messages.error(request, str(refused))
        return redirect("assistants:suggested_questions", topic_id=topic.pk)
    context = {"topic": topic, **offered(request=request, topic=topic)}
    return render(request, "assistants/desk/topic_suggested.html", context)


@require_POST
@needs("knowledge.edit")
def start_evaluation(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Measure the topic now."""
    get_object_or_404(Topic, pk=topic_id)
    try:
        run_id = start_run(topic_id=topic_id, actor=actor_of(request), now=timezone.now())
    except NotStarted as refused:
        messages.error(request, str(refused))
        return redirect("assistants:topic", topic_id=topic_id)
    return redirect("assistants:evaluation", evaluation_id=run_id)


@require_GET
@needs("conversations.see")
def evaluation(request: HttpRequest, evaluation_id: int) -> HttpResponse:
    """A measurement: how far it is, then each question with what was right and wrong, beside the one before."""
    run = get_object_or_404(EvaluationRun.objects.select_related("topic"), pk=evaluation_id)
    context = {"page": run_page(run=run), "run": run, "topic": run.topic, "open": run.state in EvaluationRun.OPEN}
    return render_page(
        request=request,
        page="assistants/desk/evaluation.html",
        piece="assistants/desk/_evaluation.html",
        context=context,
    )


@require_POST
@needs("knowledge.edit")
def stop_evaluation(request: HttpRequest, evaluation_id: int) -> HttpResponse:
    """Cancel a measurement."""
    get_object_or_404(EvaluationRun, pk=evaluation_id)
    if cancel_run(run_id=evaluation_id, actor=actor_of(request), now=timezone.now()):
        messages.success(request, _("評価を中止しました。前の結果はそのまま使われます。"))
    return redirect("assistants:evaluation", evaluation_id=evaluation_id)
