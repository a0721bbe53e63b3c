"""Pages of synonyms: the list with a try, adding, removing, switching, a table in and out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from knowledge.desk.asking import actor_of
from knowledge.desk.forms_synonyms import SynonymFile, SynonymForm
from knowledge.desk.searching import asker_of
from knowledge.desk.synonym_list import own_groups, starter_list
from knowledge.editing.synonyms import (
    NotAGroup,
    add_group,
    exported,
    import_groups,
    remove_group,
    switch_starter,
    words_in,
)
from knowledge.models.synonym import SynonymGroup
from knowledge.retrieving.compare_synonyms import Comparison, compare_synonyms
from tenants.public import access_of_request, needs
from web.public import cut

_LONGEST = 200


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def synonyms(request: HttpRequest) -> HttpResponse:
    """All groups, and what a group would change; a post adds one."""
    form = SynonymForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _added(request, form):
        return redirect("knowledge:synonyms")
    words = request.GET.get("q", "").strip()[:_LONGEST]
    question, tried = (request.GET.get(name, "").strip()[:_LONGEST] for name in ("question", "tried"))
    starter = cut(items=starter_list(words=words), number=request.GET.get("page", ""))
    context = {"form": form, "file": SynonymFile(), "words": words, "question": question, "tried": tried}
    context |= {"own": own_groups(words=words), "starter": starter.items, "pages": starter.pages}
    context |= {"comparison": _tried(request, question, tried) if question else None}
    return render(request, "knowledge/synonyms.html", context)


@require_POST
@needs("knowledge.edit")
def synonym_remove(request: HttpRequest, group_id: int) -> HttpResponse:
    """Remove a group of the town's own."""
    group = get_object_or_404(SynonymGroup, pk=group_id, active=True)
    remove_group(group_id=group.pk, by=actor_of(access=access_of_request(request)), now=timezone.now())
    messages.success(request, _("同義語「%(words)s」を削除しました。") % {"words": group})
    return redirect("knowledge:synonyms")


@require_POST
@needs("knowledge.edit")
def synonym_switch(request: HttpRequest) -> HttpResponse:
    """Use or leave a group of the starter list."""
    number, access = request.POST.get("number", ""), access_of_request(request)
    if not number.isdecimal() or len(number) > 5:  # noqa: PLR2004  the list is far shorter
        raise Http404
    use, by, now = request.POST.get("wish") == "use", actor_of(access=access), timezone.now()
    try:
        switch_starter(number=int(number), on=use, by=by, person_id=access.person_id, now=now)
    except LookupError as unknown:
        raise Http404 from unknown
    messages.success(request, _("標準の同義語を切り替えました。次の検索から変わります。"))
    return redirect("knowledge:synonyms")


@require_POST
@needs("knowledge.edit")
def synonym_import(request: HttpRequest) -> HttpResponse:
    """A table of groups."""
    form, access = SynonymFile(request.POST, request.FILES), access_of_request(request)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("knowledge:synonyms")
    content = form.cleaned_data["table"].read()
    by = actor_of(access=access)
    try:
        done = import_groups(content=content, by=by, person_id=access.person_id, now=timezone.now())
    except NotAGroup as wrong:
        messages.error(request, str(wrong))
        return redirect("knowledge:synonyms")
    told = _("%(added)d組を登録しました（すでにあったもの%(known)d組）。") % {"added": done.added, "known": done.known}
    messages.success(request, told)
    for row, why in done.left_out[:5]:
        messages.warning(request, _("%(row)d行目は登録していません。%(why)s") % {"row": row, "why": why})
    return redirect("knowledge:synonyms")


@require_GET
@needs("knowledge.edit")
def synonym_export(request: HttpRequest) -> HttpResponse:
    """The town's own groups as a table."""
    headers = {"Content-Disposition": 'attachment; filename="synonyms.csv"'}
    return HttpResponse(exported(), content_type="text/csv; charset=utf-8", headers=headers)


def _added(request: HttpRequest, form: SynonymForm) -> bool:
    access = access_of_request(request)
    words, by = words_in(text=form.cleaned_data["words"]), actor_of(access=access)
    try:
        made = add_group(words=words, by=by, person_id=access.person_id, now=timezone.now())
    except NotAGroup as wrong:
        form.add_error("words", str(wrong))
        return False
    told = _("同義語を加えました。次の検索から使われます。") if made else _("この組は、すでに登録されています。")
    messages.success(request, told)
    return True


def _tried(request: HttpRequest, question: str, tried: str) -> Comparison:
    asker = asker_of(access=access_of_request(request), as_resident=False)
    return compare_synonyms(query=question, tried=words_in(text=tried), asker=asker, today=timezone.localdate())
