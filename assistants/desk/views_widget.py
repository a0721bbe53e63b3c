"""Door of the widget's settings: the line to copy, the sites it may stand on, the widget itself to try."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.desk.forms_widget import SitesForm
from assistants.widget.origins import allowed_origins, set_origins
from tenants.public import actor_of, needs, town_policy


@needs("channels.manage")
def widget(request: HttpRequest) -> HttpResponse:
    """Show and save."""
    origins = allowed_origins()
    form = SitesForm(request.POST or None, initial={"origins": "\n".join(origins)})
    if request.method == "POST" and form.is_valid():
        set_origins(origins=form.cleaned_data["origins"], actor=actor_of(request), now=timezone.now())
        messages.success(request, _("ウィジェットを置くサイトを保存しました。"))
        return redirect("assistants:widget")
    context = {"form": form, "origins": origins, "line": _line(request), "is_open": town_policy().resident_chat_open}
    return render(request, "assistants/desk/widget.html", {**context, "host": request.get_host()})


def _line(request: HttpRequest) -> str:
    script = request.build_absolute_uri(reverse("assistants:widget_loader"))
    page = request.build_absolute_uri(reverse("assistants:chat"))
    link = f'<a href="{page}">{_("チャットで質問")}</a>'
    return f'<script src="{script}" async></script><noscript>{link}</noscript>'
