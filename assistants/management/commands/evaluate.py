"""`manage.py evaluate TOWN`: measure a town's topics here and now, as the page does with a worker."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assistants.evaluating.run import work_on
from assistants.evaluating.start import NotStarted, start_run
from assistants.models import EvaluationRun, Topic
from assistants.topics.gate import gate_of
from assistants.topics.known import known
from assistants.topics.served_as import served_as
from audit_log.public import Actor, ActorKind
from tenants.public import TownUnknown, find_town, in_town

_ACTOR = Actor(ActorKind.SYSTEM, "", "manage.py evaluate")


class Command(BaseCommand):
    """Asks every question of the sets with the models that the town has set up, and stores the runs."""

    help = "Measure a town's topics with its sets of questions; prints share, bar and what is served then."

    def add_arguments(self, parser: CommandParser) -> None:
        """Town, and which topic."""
        parser.add_argument("town", help="code, slug or name")
        parser.add_argument("--topic", default="", help="only this one, by its name")
        parser.add_argument("--json", action="store_true", help="print one JSON list")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print; says in words what is missing."""
        try:
            town = find_town(words=options["town"])
        except TownUnknown as unknown:
            raise CommandError(str(unknown)) from unknown
        with in_town(town):
            rows = Topic.objects.filter(questions__isnull=False).distinct()
            if options["topic"]:
                rows = rows.filter(name=options["topic"])
            measured = [_measured(row) for row in rows]
        if not measured:
            raise CommandError("no topic with questions; add some on the page 公開の状態")
        if options["json"]:
            self.stdout.write(json.dumps(measured, ensure_ascii=False))
            return
        for one in measured:
            self.stdout.write("  ".join(f"{key} {value}" for key, value in one.items() if key != "wrong"))


def _measured(topic: Topic) -> dict[str, Any]:
    try:
        run_id = start_run(topic_id=topic.pk, actor=_ACTOR, now=timezone.now(), rings=False)
    except NotStarted as refused:
        return {"topic": topic.name, "state": str(refused)}
    while work_on(run_id=run_id) in EvaluationRun.OPEN:
        pass
    run = EvaluationRun.objects.get(pk=run_id)
    topic.refresh_from_db()
    wrong = run.results.filter(right=False)
    return {
        "topic": topic.name,
        "state": run.state,
        "model": run.model,
        "questions": run.questions,
        "right": run.right,
        "percent": run.percent,
        "bar": topic.bar_percent,
        "served": gate_of(topic=known(row=topic), served_as=served_as().digest).service.value,
        "wrong": [{"question": one.question, "outcome": one.outcome, **one.checks} for one in wrong],
    }
