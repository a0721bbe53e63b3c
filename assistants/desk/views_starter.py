"""Door of the starter library: which kinds of work the town wants templates for; in and out again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assistants.prompting.load_starter import starter_tasks, take_in, take_out
from tenants.public import actor_of, needs


@require_http_methods(["GET", "POST"])
@needs("templates.manage")
def starter_library(request: HttpRequest) -> HttpResponse:
    """Choose tasks; a post takes their templates in, or out again (`step=out`)."""
    tasks = starter_tasks()
    chosen = {task.key for task in tasks} & set(request.POST.getlist("task"))
    if request.method == "POST" and chosen:
        actor, now = actor_of(request), timezone.now()
        if request.POST.get("step") == "out":
            told = _("ひな形%(count)d件を外しました。町で直したものは残しています。")
            count = take_out(tasks=chosen, by=actor, now=now)
        else:
            told, count = _("ひな形%(count)d件を加えました。"), take_in(tasks=chosen, by=actor, now=now)
        messages.success(request, told % {"count": count})
        return redirect("assistants:load_starter")
    context = {"tasks": tasks, "none_chosen": request.method == "POST"}
    status = 422 if request.method == "POST" else 200
    return render(request, "assistants/desk/prompt_starter.html", context, status=status)
