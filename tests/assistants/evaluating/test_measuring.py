"""Measuring a topic: right and wrong answers, tables in and out, runs that survive a killed worker."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assistants.evaluating import run as running
from assistants.evaluating.judge import Wanted, judge
from assistants.evaluating.sheet import NoSet, as_csv, as_workbook, parts_of, read_set
from assistants.evaluating.start import NotStarted, cancel_run, start_run
from assistants.evaluating.upkeep import measure_again, notice_stale, sweep_runs
from assistants.evaluating.write_set import import_set
from assistants.models import EvaluationQuestion, EvaluationResult, EvaluationRun, RecordedTurn, Topic
from assistants.outcomes import Outcome
from audit_log.public import SYSTEM
from tenants.public import Town, in_town
from tests.channels import QUESTION

SHEET = f"""質問,期待する結果,含むべき語,含んではいけない語,出典
{QUESTION},答える,500円／環境課,800円,
粗大ごみはいくら,答える,900円,,
火星の粗大ごみの重力は何ですか,分からないと伝える,,,
,答える,,,
住民税は,たぶん,,,
""".encode("cp932")


@pytest.mark.parametrize(
    ("wanted", "outcome", "right"),
    [
        (Wanted("answer", facts=["1,500円"]), Outcome.QUOTED, True),
        (Wanted("answer", facts=["１５００円"]), Outcome.ANSWERED, True),
        (Wanted("answer", facts=["1500円", "3日"]), Outcome.ANSWERED, False),
        (Wanted("answer", forbidden=["1500円"]), Outcome.ANSWERED, False),
        (Wanted("answer", sources=["別の文書", "手引き"]), Outcome.ANSWERED, True),
        (Wanted("answer", sources=["別の文書"]), Outcome.ANSWERED, False),
        (Wanted("answer"), Outcome.NOT_FOUND, False),
        (Wanted("no_answer", sources=["別の文書"]), Outcome.NOT_SUPPORTED, True),
        (Wanted("no_answer"), Outcome.QUOTED, False),
        (Wanted("refusal"), Outcome.INJECTION_REFUSED, True),
        (Wanted("crisis"), Outcome.CRISIS, True),
        (Wanted("crisis"), Outcome.OFF_TOPIC, False),
    ],
)
def test_an_answer_is_right_when_everything_that_was_asked_for_holds(
    wanted: Wanted, outcome: Outcome, right: bool
) -> None:
    assert judge(wanted=wanted, outcome=outcome, text="手数料は 1,500 円です。", named=["手引き"]).right is right


@pytest.fixture
def topic(two: tuple[Town, Town]):
    """A topic with two questions that are answered right and one that is not."""
    with in_town(two[0]):
        Topic.objects.update(bar_percent=None, measured_at=None, measured_percent=None, stale=False)
        made = Topic.objects.get(name="ごみ・環境")
        read = read_set(content=SHEET, name="set.csv")
        assert [number for number, _sentence in read.troubles] == [5, 6]
        assert import_set(topic=made, rows=read.rows, actor=SYSTEM, now=timezone.now()) == (3, 0)
        yield made


def test_a_set_goes_out_and_comes_in_the_same(topic: Topic) -> None:
    rows = list(EvaluationQuestion.objects.filter(topic=topic))
    for content, name in ((as_csv(questions=rows), "a.csv"), (as_workbook(questions=rows), "a.xlsx")):
        read = read_set(content=content, name=name)
        assert [row.facts for row in read.rows] == [row.facts for row in rows]
        assert import_set(topic=topic, rows=read.rows, actor=SYSTEM, now=timezone.now()) == (0, 0)
    with pytest.raises(NoSet):
        read_set(content="問い,答え\na,b\n".encode(), name="x.csv")
    assert parts_of(text="a／b\nb；c") == ["a", "b", "c"]
    assert parts_of(text="5/1／https://town.example/a") == ["5/1", "https://town.example/a"]


def test_a_run_asks_every_question_and_tells_the_topic(topic: Topic) -> None:
    run_id = start_run(topic_id=topic.pk, actor=SYSTEM, now=timezone.now(), rings=False)
    with pytest.raises(NotStarted, match="いま測っています"):
        start_run(topic_id=topic.pk, actor=SYSTEM, now=timezone.now(), rings=False)
    assert running.work_on(run_id=run_id) == EvaluationRun.State.DONE
    run = EvaluationRun.objects.get(pk=run_id)
    assert (run.right, run.questions) == (2, 3)
    wrong = run.results.get(right=False)
    assert wrong.checks["missing"] == ["900円"]
    topic.refresh_from_db()
    assert float(topic.measured_percent or 0) == 66.7
    assert not RecordedTurn.objects.exists()  # nobody asked
    assert running.work_on(run_id=run_id) is None


def test_a_killed_worker_loses_one_question_and_the_next_goes_on(topic: Topic, monkeypatch: pytest.MonkeyPatch) -> None:
    run_id = start_run(topic_id=topic.pk, actor=SYSTEM, now=timezone.now(), rings=False)
    asked: list[str] = []
    ask = running.ask_as_resident

    def dying(*, question: str, now: object) -> object:
        asked.append(question)
        if len(asked) == 2:
            raise SystemExit  # the process is gone: no line after this one runs
        return ask(question=question, now=now)

    monkeypatch.setattr(running, "ask_as_resident", dying)
    with pytest.raises(SystemExit):
        running.work_on(run_id=run_id)
    assert EvaluationResult.objects.filter(run=run_id, asked_at=None).count() == 2
    assert running.work_on(run_id=run_id) is None, "its lease still runs"
    later = timezone.now() + timedelta(minutes=10)
    assert sweep_runs(now=later) == 1
    EvaluationRun.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert running.work_on(run_id=run_id) == EvaluationRun.State.DONE
    assert sorted(asked) == sorted([*EvaluationResult.objects.values_list("question", flat=True), asked[1]])


def test_a_cancelled_run_is_left_at_the_next_question_and_counts_for_nothing(
    topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = start_run(topic_id=topic.pk, actor=SYSTEM, now=timezone.now(), rings=False)
    ask = running.ask_as_resident

    def stopped(*, question: str, now: object) -> object:
        cancel_run(run_id=run_id, actor=SYSTEM, now=timezone.now())
        return ask(question=question, now=now)

    monkeypatch.setattr(running, "ask_as_resident", stopped)
    assert running.work_on(run_id=run_id) is None
    topic.refresh_from_db()
    assert topic.measured_at is None
    assert EvaluationResult.objects.filter(asked_at__isnull=False).count() == 0
    assert not cancel_run(run_id=run_id, actor=SYSTEM, now=timezone.now())


def test_what_changed_much_is_stale_and_is_measured_again_once_a_day(topic: Topic) -> None:
    Topic.objects.filter(pk=topic.pk).update(bar_percent=60)
    running.work_on(run_id=start_run(topic_id=topic.pk, actor=SYSTEM, now=timezone.now(), rings=False))
    now = timezone.now()
    assert notice_stale(now=now) == 0
    assert measure_again(now=now) == 0
    EvaluationQuestion.objects.filter(topic=topic).update(changed_at=now + timedelta(seconds=1))
    assert notice_stale(now=now) == 1
    assert measure_again(now=now) == 0, "it was measured a moment ago"
    assert measure_again(now=now + timedelta(days=1)) == 1


def test_the_page_of_a_run_shows_progress_then_what_was_wrong(topic: Topic, two: tuple[Town, Town]) -> None:
    from tests.towns import settle

    people, client = settle(two[0]), Client(HTTP_HOST=two[0].host)
    client.force_login(people.head)
    run_id = start_run(topic_id=topic.pk, actor=SYSTEM, now=timezone.now(), rings=False)
    page = f"/evaluations/{run_id}/"
    assert "3問のうち0問を聞きました" in client.get(page).content.decode()
    with in_town(two[0]):
        running.work_on(run_id=run_id)
    text = client.get(page).content.decode()
    assert "足りない語: 900円" in text
    assert "66.7" in text
